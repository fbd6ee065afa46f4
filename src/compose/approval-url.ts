import { calledAs } from '../access/index.ts';
import { unfinishedStories } from '../contributors/index.ts';
import { type Clock, type Db, editionNumber, paths } from '../core/index.ts';
import type { Notice, NoticeParams } from '../core/notices.ts';
import { isFrozen, linkToken, loadEdition, selectLink } from '../editions/index.ts';
import type { App } from './app.ts';
import { sentBackAt } from './asking.ts';
import { whoIsAsked } from './date-near.ts';

type Deps = Pick<App, 'db' | 'keys'> & { config: Pick<App['config'], 'publicUrl' | 'desk'> };

/**
 * Whether somebody still waits for the answer that a mail asks for: it may have been held up, while senders were down or paused. Of
 * what was sent back or opened again the editors are asked first.
 */
export async function isStillAsked(
  { db, clock }: { db: Db; clock: Clock },
  { kind, params }: Notice,
): Promise<boolean> {
  if (kind === 'call-for-articles') return new Date(params.deadline) > clock.now();
  if (kind === 'story-link') return isStillUnfinished({ db, clock }, params);
  if (kind !== 'approval-reminder' && !(kind === 'approval-news' && params.news === 'date-near')) return true;
  const edition = editionNumber(params.edition);
  const { state, reopened_at } = await loadEdition(db, edition);
  if (isFrozen(state) || state === 'cancelled') return false;
  if (kind === 'approval-news') return true;
  if (reopened_at !== null) return false;
  const link = params.link === undefined ? undefined : await selectLink(db, params.link);
  if (link && link.revoked_at !== null) return false;
  const back = await sentBackAt({ db, clock }, edition);
  return !back || (link !== undefined && link.asked_at > back);
}

/** Of a reminder of a story: it is with the editors, or the deadline has passed, once it was held up long enough. */
async function isStillUnfinished(
  { db, clock }: { db: Db; clock: Clock },
  { contribution, deadline }: NoticeParams<'story-link'>,
): Promise<boolean> {
  if (deadline === undefined) return true;
  if (new Date(deadline) <= clock.now()) return false;
  return (await unfinishedStories(db)).some(({ id }) => id === contribution);
}

/** Puts the address into a mail about an approval: the row holds the id of the link alone. */
export async function withApprovalLink(deps: Deps, notice: Notice): Promise<Notice> {
  const { publicUrl, desk } = deps.config;
  switch (notice.kind) {
    case 'approval-reminder':
      return { ...notice, params: { ...notice.params, ...(await linkOf(deps, notice.params.link)) } };
    case 'approval-void':
      return { ...notice, params: { ...notice.params, ...(await urlOf(deps, notice.params.link)) } };
    case 'approval-news': {
      const url = `${publicUrl}${paths.desk.edition({ number: notice.params.edition })}`;
      const near = notice.params.news === 'date-near';
      const asked = near ? { asked: await whoIsAsked(deps.db, editionNumber(notice.params.edition)) } : {};
      return { ...notice, params: { ...notice.params, ...asked, ...(desk === 'off' ? {} : { url }) } };
    }
    default:
      return notice;
  }
}

/** Of a deputy's, in whose place they are asked too. */
async function linkOf(deps: Deps, id: number | undefined): Promise<{ url?: string; deputyFor?: string }> {
  const link = id === undefined ? undefined : await selectLink(deps.db, id);
  if (!link || link.deputy_for === null) return urlOf(deps, id);
  return { ...(await urlOf(deps, id)), deputyFor: await calledAs(deps.db, link.deputy_for) };
}

async function urlOf({ db, keys, config }: Deps, link: number | undefined): Promise<{ url?: string }> {
  const found = link === undefined ? undefined : await selectLink(db, link);
  const token = found && linkToken(keys, found);
  return token === undefined ? {} : { url: `${config.publicUrl}${paths.approve({ token })}` };
}
