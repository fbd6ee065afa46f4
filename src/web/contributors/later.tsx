import type { Context } from 'hono';
import type { Contribution } from '../../contributors/index.ts';
import { mailboxKey, paths } from '../../core/index.ts';
import { postStoryNotice } from '../../delivery/index.ts';
import { sendNoticeJob } from '../../jobs/index.ts';
import { leadTo } from '../canonical.ts';
import { limits } from '../limits/index.ts';
import { refuseTooMany } from '../readers/too-many.tsx';
import type { ContributorEnv, ContributorPages } from './deps.ts';
import { tokenOf } from './walk.ts';

/** Everything is kept already; mails the link that opens it, as often as a mailbox may be written to. */
export async function saveForLater<Env extends ContributorEnv>(
  pages: ContributorPages,
  c: Context<Env>,
  { id, email }: Pick<Contribution, 'id' | 'email'>,
): Promise<Response> {
  const site = c.get('site');
  const refused = await refuseTooMany(c, { pages, site }, [
    { limit: limits.mailToAddress, who: mailboxKey(email) },
  ]);
  if (refused) return refused;
  const notice = { kind: 'story-link', params: { contribution: id } } as const;
  const noticeId = await postStoryNotice(pages.db, { ...notice, to: email, at: pages.clock.now() });
  await pages.queue.enqueue(sendNoticeJob, { noticeId });
  return leadTo(c, site, { address: paths.submitSaved({ d: tokenOf(c) }), status: 303 });
}
