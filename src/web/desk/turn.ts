import { deskMoment } from '../../../templates/web/desk/moments.ts';
import { actorName, type Reasons } from '../../core/index.ts';
import {
  contentKey,
  draftSnapshot,
  type EditionRow,
  listApprovals,
  selectSendBacks,
} from '../../editions/index.ts';
import { findRunOfEdition } from '../../flows/index.ts';
import type { DeskDeps } from './deps.ts';
import { sayLocally } from './say-locally.ts';

/** Whose turn it is with an edition, and in a sentence where it stands. */
export type WhoseTurn = { whose: 'editors' | 'approvers' | 'sender' | 'nobody'; sentence: string };

type Deps = Pick<DeskDeps, 'db' | 'clock' | 'config'>;

export async function whoseTurn(deps: Deps, edition: EditionRow): Promise<WhoseTurn> {
  const { config } = deps;
  switch (edition.state) {
    case 'planned':
      return { whose: 'editors', sentence: 'It is planned, and its articles are still coming together.' };
    case 'assembled':
      return openTurn(deps, edition);
    case 'approved':
      return approvedTurn(deps, edition);
    case 'sending':
      return { whose: 'nobody', sentence: 'It is being sent.' };
    case 'sent':
      return { whose: 'nobody', sentence: 'It has been sent, and its pages are being published.' };
    case 'published':
      return {
        whose: 'nobody',
        sentence: `It was published on ${edition.published_at ? deskMoment(edition.published_at, config) : 'a day that is not known'}.`,
      };
    case 'cancelled':
      return { whose: 'nobody', sentence: 'It was called off.' };
  }
}

async function openTurn(deps: Deps, edition: EditionRow): Promise<WhoseTurn> {
  const { db } = deps;
  if (edition.reopened_at)
    return {
      whose: 'editors',
      sentence: 'It was opened again. When the changes are made, ask for approval.',
    };
  const [back] = await selectSendBacks(db, edition.number);
  if (back && back.content_key === contentKey((await draftSnapshot(deps, edition.number)).snapshot))
    return { whose: 'editors', sentence: `${actorName(back.actor)} sent it back. It waits for the editors.` };
  const run = await findRunOfEdition(db, edition.number);
  if (run?.reason?.code === 'waits-for-approval')
    return { whose: 'approvers', sentence: waitsFor(run.reason.params) };
  if (run?.reason && run.state !== 'running')
    return { whose: 'editors', sentence: sayLocally(run.reason, deps.config) };
  if (run) return { whose: 'nobody', sentence: 'It is being checked, and its mail is being made.' };
  return { whose: 'editors', sentence: 'Nobody has been asked to approve it yet.' };
}

const waitsFor = ({ deputies = 0 }: Reasons['waits-for-approval']) =>
  deputies === 0
    ? 'It waits for its approvers.'
    : `It waits for its approvers, and for ${deputies === 1 ? 'the deputy' : `the ${deputies} deputies`} of who has not answered.`;

async function approvedTurn({ db, config }: Deps, { number, send_at }: EditionRow): Promise<WhoseTurn> {
  const [given] = await listApprovals(db, number);
  const by = given
    ? `${actorName(given.actor)} approved it on ${deskMoment(given.at, config)}.`
    : 'It is approved.';
  if (send_at === null) return { whose: 'sender', sentence: `${by} Nobody has said yet when it is sent.` };
  return { whose: 'nobody', sentence: `${by} It is sent on ${deskMoment(send_at, config)}.` };
}
