import {
  applyEvents as applyStoredEvents,
  type FeedbackDeps,
  type NoticeDeps,
  sendNotice as sendOneNotice,
  tellReaders,
} from '../src/delivery/index.ts';
import {
  applyEventsJob,
  type Processor,
  processor,
  sendNoticeJob,
  sendTellingJob,
} from '../src/jobs/index.ts';

/** Single mails, and what Amazon SES reports of all mails. */
export function mailProcessors({
  notices,
  feedback,
}: {
  notices: NoticeDeps;
  feedback: FeedbackDeps;
}): Processor[] {
  return [
    processor(sendNoticeJob, ({ noticeId }, { signal }) => sendOneNotice(notices, noticeId, signal)),
    processor(sendTellingJob, ({ tellingId }, { signal }) => tellReaders(notices, tellingId, signal)),
    processor(applyEventsJob, (_, { signal }) => applyStoredEvents(feedback, signal)),
  ];
}
