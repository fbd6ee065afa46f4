import { readerChoices } from '../../../subscribers/index.ts';
import { deskMoment, howMany } from '../../../templates/web/desk/moments.ts';
import { heldUntil, type SendingState, type SendProps } from '../../../templates/web/desk/send.tsx';
import type { EditionNumber, RunState } from '../../core/index.ts';
import { audienceBySection, type DeliveryReport, deliveryReport, knownQuota } from '../../delivery/index.ts';
import { beginsAt, type EditionRow, loadEdition, type Snapshot } from '../../editions/index.ts';
import { findRunOfEdition } from '../../flows/index.ts';
import type { DeskDeps } from './deps.ts';
import { sayLocally } from './say-locally.ts';

type Deps = Pick<DeskDeps, 'db' | 'clock' | 'config'>;

/** How many get it, by section, and how long that takes, in words. */
export async function audienceOf(
  { db }: Pick<Deps, 'db'>,
  snapshot: Snapshot,
): Promise<SendProps['audience']> {
  const slugs = snapshot.sections.map(({ slug }) => slug);
  const { total, sections } = await audienceBySection(db, slugs, await readerChoices(db));
  const takes = await timeItTakes(db, total);
  return {
    total,
    sections: snapshot.sections.map(({ label }, at) => ({ label, readers: sections[at]?.readers ?? 0 })),
    ...(takes ? { takes } : {}),
  };
}

async function timeItTakes(db: Deps['db'], total: number): Promise<string | undefined> {
  const quota = total > 0 ? await knownQuota(db) : undefined;
  if (!quota) return undefined;
  const { perSecond, perDay, sentToday } = quota;
  const left = Math.max(0, perDay - sentToday);
  // Some accounts, and a simulator, have no limit.
  const rate = Number.isFinite(perSecond)
    ? `At ${perSecond.toLocaleString('en-GB')} a second this takes ${duration(total / perSecond)}. `
    : '';
  if (left >= total) return rate.trim() || undefined;
  return `${rate}The account’s quota lets ${howMany(left, 'mail')} go now; the rest follows as it frees.`;
}

function duration(seconds: number): string {
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.ceil(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}

type Counted = Pick<DeliveryReport, 'planned' | 'open' | 'unknown' | 'sent'>;

/** Where the sending of an edition stands, from the database alone: after a kill of any process it is right. Its mails are counted, unless they were. */
export async function sendingState(
  deps: Deps,
  number: EditionNumber,
  counted?: Counted,
): Promise<SendingState> {
  const edition = await loadEdition(deps.db, number);
  const [state, run] = [await standingOf(deps, edition, counted), await findRunOfEdition(deps.db, number)];
  return run && STANDS_STILL.includes(run.state) ? { ...state, run: run.id } : state;
}

/** A run that somebody looks at. */
const STANDS_STILL: readonly RunState[] = ['failed', 'held', 'paused'];

async function standingOf(deps: Deps, edition: EditionRow, counted?: Counted): Promise<SendingState> {
  const { clock, config } = deps;
  const { number } = edition;
  const still = { done: 0, of: 0, words: '', stoppable: false, moving: false };
  switch (edition.state) {
    case 'planned':
    case 'assembled':
      return { ...still, sentence: 'It must be approved before it is sent.' };
    case 'cancelled':
      return { ...still, sentence: 'It was called off.' };
    case 'approved': {
      const begins = beginsAt(edition);
      if (!begins || edition.send_at === null)
        return { ...still, sentence: 'It is approved. Nobody has said yet when it is sent.' };
      const waits = { ...still, stoppable: true, moving: true };
      if (edition.send_at > clock.now())
        return { ...waits, sentence: `It is to be sent on ${deskMoment(edition.send_at, config)}.` };
      if (begins > clock.now()) return { ...waits, sentence: heldUntil(begins, config) };
      return { ...waits, sentence: 'Its time has come. The first mails leave in a moment.' };
    }
    default:
      return underWay(deps, edition, counted ?? (await deliveryReport(deps.db, number)));
  }
}

async function underWay(
  { db, config }: Deps,
  { number, state }: EditionRow,
  { planned, open, unknown, sent }: Counted,
): Promise<SendingState> {
  const done = planned - open - unknown;
  const words = `${done.toLocaleString('en-GB')} of ${howMany(planned, 'mail')} settled`;
  const numbers = { done, of: planned, words };
  if (state !== 'sending')
    return {
      ...numbers,
      sentence:
        planned === 0
          ? 'It has been sent, and no mail went: no active reader had chosen a section of it.'
          : `It has been sent: ${howMany(sent, 'mail')}.`,
      stoppable: false,
      over: true,
      moving: false,
    };
  const run = await findRunOfEdition(db, number);
  const moving = run?.state === 'running' || run?.state === 'waiting';
  const resumable = run?.state === 'paused' || run?.state === 'held';
  const why = run?.reason ? ` ${sayLocally(run.reason, config)}` : '';
  const what = moving ? 'It is being sent.' : 'Its sending stands still.';
  return { ...numbers, sentence: `${what}${why}`, stoppable: moving, resumable, moving };
}
