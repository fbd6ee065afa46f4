import { type Act, actorName, type Clock, type Db, editionNumber } from '../core/index.ts';
import { tellAskers } from '../delivery/index.ts';
import { loadEdition, selectSendBacks } from '../editions/index.ts';
import { type JobQueue, sendNoticeJob } from '../jobs/index.ts';
import { askersOf } from './asking.ts';

const NEWS = {
  'edition.approved': 'approved',
  'edition.sent-back': 'sent-back',
  'edition.sent': 'sent',
  'edition.bounces-began': 'bounces-began',
} as const;

const newsOf = ({ act }: Act) => (act in NEWS ? NEWS[act as keyof typeof NEWS] : undefined);

/** Tells whoever asked for the approval of an edition what became of it: one mail for each act. For the consequence. */
export async function tellAsker(
  { clock, queue }: { clock: Clock; queue: JobQueue },
  tx: Db,
  done: Act,
): Promise<(() => Promise<void>) | undefined> {
  const news = newsOf(done);
  const edition = editionNumber(done.subject);
  const to = news ? await askersOf(tx, edition) : [];
  if (!news || to.length === 0) return undefined;
  const { title } = await loadEdition(tx, edition);
  const [back] = news === 'sent-back' ? await selectSendBacks(tx, edition) : [];
  const by = done.by.kind === 'flow' || done.by.kind === 'amazon' ? {} : { by: actorName(done.by) };
  const params = { edition, title, news, ...by, ...(back ? { words: back.words } : {}) };
  const notices = await tellAskers(tx, to, { params, at: clock.now() });
  return async () => {
    for (const noticeId of notices) await queue.enqueue(sendNoticeJob, { noticeId });
  };
}
