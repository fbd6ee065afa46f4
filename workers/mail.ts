import {
  applyEvents as applyStoredEvents,
  type FeedbackDeps,
  type NoticeDeps,
  sendNotice as sendOneNotice,
  tellReaders,
} from '../src/delivery/index.ts';
import { applyEvents, type Processor, processor, sendNotice, sendTelling } from '../src/jobs/index.ts';

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
    processor(sendTelling, ({ tellingId }, { signal }) => tellReaders(notices, tellingId, signal)),
    processor(applyEvents, (_, { signal }) => applyStoredEvents(feedback, signal)),
  ];
}
