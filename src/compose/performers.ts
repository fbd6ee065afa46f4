import { sectionReaders } from '../../subscribers/index.ts';
import type { ActDeps, Performers } from '../acts/index.ts';
import { type Act, type Db, editionNumber, sectionId } from '../core/index.ts';
import { announceTelling, ring, sendingGate, skipUnsent } from '../delivery/index.ts';
import { hasBegun, loadEdition, unscheduleEdition } from '../editions/index.ts';
import { endRun, ensureRun, rewindRun, wakeRun } from '../flows/index.ts';
import { advanceRunJob, sendNoticeJob, sendTellingJob } from '../jobs/index.ts';
import { moveLateChoices } from '../sections/index.ts';
import { announceFeeds } from './announce.ts';
import type { App } from './app.ts';
import { tellAsker } from './approval-news.ts';
import { approversOf } from './asking.ts';
import type { CalendarConfig } from './calendar.ts';
import { tellContributor } from './contributor-news.ts';

export type PerformerDeps = ActDeps & {
  config: CalendarConfig & Pick<App['config'], 'approval' | 'approvers' | 'publicUrl' | 'websubHub'>;
};

/** Who does what follows from an act. */
export function performers(deps: PerformerDeps): Performers {
  const { clock, queue } = deps;
  return {
    'wake-run': async (tx, { subject, by }) => {
      const run = await wakeRun(tx, { edition: editionNumber(subject), by, at: clock.now() });
      return run && (() => queue.enqueue(advanceRunJob, { runId: run.id }));
    },
    // Where nobody needs to approve, a run would send.
    'begin-run': async (tx, { act, subject, by }) => {
      if (act !== 'edition.scheduled' && deps.config.approval !== 'required') return undefined;
      const edition = editionNumber(subject);
      const { send_at } = await loadEdition(tx, edition);
      const run = await ensureRun(tx, { edition, by, at: clock.now() });
      // A trigger for processes from before 0.1.0 schedules whatever has a run; who asks for an approval says nothing of when.
      if (send_at === null) await unscheduleEdition(tx, edition);
      return run && (() => queue.enqueue(advanceRunJob, { runId: run.id }));
    },
    'tell-asker': (tx, done) => tellAsker(deps, tx, done),
    'tell-contributor': (tx, done) => tellContributor(deps, tx, done),
    'rewind-run': async (tx, { subject, by }) => {
      const edition = editionNumber(subject);
      const { state } = await loadEdition(tx, edition);
      // Heard late, when it has been approved again and is being sent: then there is nothing to go back for.
      if (!hasBegun(state)) await rewindRun(tx, { edition, by, at: clock.now() });
    },
    'end-run': (tx, { subject, by }) =>
      endRun(tx, sendingGate, { edition: editionNumber(subject), by, at: clock.now() }),
    'skip-unsent': async (tx, done) => {
      const edition = done.act === 'run.cancelled' ? done.params.edition : undefined;
      if (edition !== undefined) await skipUnsent(tx, editionNumber(edition), clock.now());
    },
    'move-late-choices': (tx, { subject, by }) =>
      moveLateChoices(tx, sectionReaders, { id: sectionId(subject), by, at: clock.now() }),
    // An edition that waits for its sending is in no feed yet.
    'announce-feeds': async (tx, { subject }) => {
      const { state } = await loadEdition(tx, editionNumber(subject));
      return state === 'approved' ? undefined : announceFeeds(deps);
    },
    'ring-senders': async (tx, { subject }) => {
      const { state } = await loadEdition(tx, editionNumber(subject));
      return state === 'sending' ? () => ring(deps, editionNumber(subject)) : undefined;
    },
    // Also of an edition that is over: what is decided of its mails is done.
    'ring-for-mails':
      async (_, { subject }) =>
      () =>
        ring(deps, editionNumber(subject)),
    'tell-editors': (tx, asked) => tellEditors(deps, tx, asked),
    'send-telling':
      async (_, { subject }) =>
      () =>
        queue.enqueue(sendTellingJob, { tellingId: subject }),
  };
}

async function tellEditors({ config, clock, queue }: PerformerDeps, tx: Db, asked: Act) {
  if (asked.act !== 'telling.asked' || config.approval !== 'required') return undefined;
  const { edition, readers } = asked.params;
  const { mailbox } = await loadEdition(tx, editionNumber(edition));
  const to = await approversOf({ db: tx, config }, mailbox);
  const notices = await announceTelling(tx, { telling: asked.subject, readers, to, at: clock.now() });
  return async () => {
    for (const noticeId of notices) await queue.enqueue(sendNoticeJob, { noticeId });
  };
}
