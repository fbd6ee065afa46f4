import { endSoftBounces, retainSubscribers } from '../../subscribers/index.ts';
import { forgetRemoved, forgetSignIns } from '../access/index.ts';
import type { Config } from '../config.ts';
import { forgetContributions } from '../contributors/index.ts';
import { DAY_MS } from '../core/index.ts';
import { forgetStoryNotices, retainMail } from '../delivery/index.ts';
import { emptyLinks } from '../editions/index.ts';
import {
  type ActionContext,
  type ActionOutcome,
  forgetUnchangedRuns,
  type Performed,
  performs,
  retentionFlow,
} from '../flows/index.ts';

export type RetentionDeps = Parameters<typeof retainSubscribers>[0] & {
  config: Config;
  /** Removes journals that are past their time. */
  journals(): Promise<number>;
};

/** No session is let live so long. */
const LONGEST_SESSION_DAYS = 31;
const UNCHANGED_RUNS_DAYS = 30;

/** What retention does, by the rooms, in small transactions. Each may stop at any moment and goes on from there. */
export function retentionFlowActions(deps: RetentionDeps): Performed[] {
  const { db, clock } = deps;
  const { retentionLeftDays: left, retentionUnconfirmedDays: unconfirmed } = deps.config;
  const { retentionEventsDays: events, retentionDraftsDays: drafts } = deps.config;
  const ago = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  return [
    performs(retentionFlow, 'readers', {
      inputs: () => ({ leftDays: left, unconfirmedDays: unconfirmed }),
      perform: forgetting((signal) => retainSubscribers(deps, { left, unconfirmed }, signal)),
    }),
    performs(retentionFlow, 'mail', {
      inputs: () => ({ eventsDays: events }),
      perform: forgetting((signal) => retainMail({ ...deps, beforeFold: endSoftBounces }, events, signal)),
    }),
    performs(retentionFlow, 'desk', {
      inputs: () => ({ removedDays: left, sessionDays: LONGEST_SESSION_DAYS, draftsDays: drafts }),
      perform: forgetting(async () => {
        await forgetSignIns(db, { expired: ago(1), opened: ago(LONGEST_SESSION_DAYS) });
        const asked = await emptyLinks(db, ago(left));
        const people = await forgetRemoved(db, ago(left));
        const forgotten = await forgetContributions({ db, forgetNotices: forgetStoryNotices }, ago(drafts));
        return { people, asked, drafts: forgotten };
      }),
    }),
    performs(retentionFlow, 'journals', {
      inputs: () => ({ journalDays: deps.config.journalDays }),
      perform: forgetting(async () => ({ journals: await deps.journals() })),
    }),
    performs(retentionFlow, 'runs', {
      inputs: () => ({ unchangedDays: UNCHANGED_RUNS_DAYS }),
      // What an old run that changed nothing leaves is no change either.
      async perform({ signal }) {
        const runs = await forgetUnchangedRuns(db, ago(UNCHANGED_RUNS_DAYS), signal);
        return signal.aborted ? AGAIN : { state: 'succeeded', outputs: { runs } };
      },
    }),
  ];
}

/** The process is to stop: another goes on. */
const AGAIN = { state: 'running', againMs: 0 } as const;

/** Something has changed when anything was forgotten. */
const forgetting =
  <Counts extends Record<string, number>>(forget: (signal: AbortSignal) => Promise<Counts>) =>
  async ({ signal }: ActionContext): Promise<ActionOutcome<Counts>> => {
    const outputs = await forget(signal);
    const changed = Object.values(outputs).some((count) => count > 0);
    return signal.aborted ? { ...AGAIN, changed } : { state: 'succeeded', outputs, changed };
  };
