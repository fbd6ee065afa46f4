import { nextCopyDeadline } from '../calendar/index.ts';
import { storyNews } from '../contributors/index.ts';
import type { Act, Clock, Db } from '../core/index.ts';
import { postStoryNotice } from '../delivery/index.ts';
import { type JobQueue, sendNoticeJob } from '../jobs/index.ts';
import { type CalendarConfig, calendarReading } from './calendar.ts';

/** Tells the contributor of a story what became of it: one mail for each act. For the consequence. */
export async function tellContributor(
  { clock, queue, config }: { clock: Clock; queue: JobQueue; config: CalendarConfig },
  tx: Db,
  done: Act,
): Promise<(() => Promise<void>) | undefined> {
  const news = await storyNews(tx, done);
  if (news.length === 0) return undefined;
  const at = clock.now();
  const deadline = await nextCopyDeadline(calendarReading({ db: tx, clock, config }));
  const ids: number[] = [];
  for (const { to, ...told } of news) {
    const by = told.news === 'received' && deadline ? { deadline: deadline.toISOString() } : {};
    ids.push(await postStoryNotice(tx, { kind: 'story-news', to, params: { ...told, ...by }, at }));
  }
  return async () => {
    for (const noticeId of ids) await queue.enqueue(sendNoticeJob, { noticeId });
  };
}
