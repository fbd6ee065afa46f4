import {
  applyEvents as applyStoredEvents,
  type FeedbackDeps,
  type NoticeDeps,
  sendNotice as sendOneNotice,
} from '../src/delivery/index.ts';
import { applyEvents, type Processor, processor, sendNotice } from '../src/jobs/index.ts';

/** Single mails, and what Amazon SES reports of all mails. */
export function mailProcessors({
  notices,
  feedback,
}: {
  notices: NoticeDeps;
  feedback: FeedbackDeps;
}): Processor[] {
  return [
    processor(sendNotice, ({ noticeId }, { signal }) => sendOneNotice(notices, noticeId, signal)),
    processor(applyEvents, (_, { signal }) => applyStoredEvents(feedback, signal)),
  ];
}
