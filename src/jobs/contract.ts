import { z } from 'zod';

/**
 * `edition` carries bulk mail, `transactional` single mails that a person waits for, `flow` everything else.
 * Each is a queue of its own, so that a long edition never delays a confirmation.
 */
export type QueueName = 'flow' | 'edition' | 'transactional';

/** What a job is called and carries: ids only. It can be lost or doubled and nothing goes wrong. */
export type JobContract<Payload> = {
  name: string;
  queue: QueueName;
  schema: z.ZodType<Payload>;
  /** How often the queue tries again when the handler throws, and the first wait in ms (doubling). */
  retry: { attempts: number; backoffMs: number };
};

function contract<Payload>(
  name: string,
  queue: QueueName,
  schema: z.ZodType<Payload>,
  retry = { attempts: 3, backoffMs: 1_000 },
): JobContract<Payload> {
  return { name, queue, schema, retry };
}

const nothing = z.object({});
const id = z.number().int().positive();

/** Do the next action of a run, if it can be done now. */
export const advanceRunJob = contract('advance-run', 'flow', z.object({ runId: id }));
/** The recurrence has come due: start a run for the next planned edition. */
export const startDueEditionJob = contract('start-due-edition', 'flow', nothing);
/** Compile the mail of an edition as it is now, for a page that shows it: MJML has no place in the web process. */
export const renderDraftJob = contract('render-draft', 'flow', z.object({ edition: id }));
/** Read the partner feeds that are due. What fails is said on the feed, and tried again at the next slot. */
export const pollFeedsJob = contract('poll-feeds', 'flow', nothing, { attempts: 1, backoffMs: 0 });
/** Find unfinished work in the database and enqueue it again. */
export const sweepJob = contract('sweep', 'flow', nothing, { attempts: 1, backoffMs: 0 });
/** Retention has come due: start its flow, which removes what is past its time. */
export const retainJob = contract('retain', 'flow', nothing);
/** The nightly backup has come due: start its flow, if `BACKUP_DIR` is set. */
export const backUpJob = contract('back-up', 'flow', nothing);
/** Do what follows from acts and has not been done yet. */
export const deliverConsequencesJob = contract('deliver-consequences', 'flow', nothing);
/** Apply stored SES events that have not been applied yet. */
export const applyEventsJob = contract('apply-events', 'flow', nothing);
/** Claim and send batches of one edition until nothing is left to claim or the lease ends. */
export const sendBatchJob = contract('send-batch', 'edition', z.object({ edition: id }));
/** Tell those who got an article what has changed in it, until all are told. */
export const sendTellingJob = contract('send-telling', 'edition', z.object({ tellingId: id }));
/** Compile the mail around one article, for previews of editions in this language. */
export const makeShellJob = contract('make-shell', 'flow', z.object({ language: z.string() }));
/** Send one transactional mail. */
export const sendNoticeJob = contract('send-notice', 'transactional', z.object({ noticeId: id }));

/** Ask for the links of an edition that have not been asked for yet. */
export const checkLinksJob = contract('check-links', 'flow', z.object({ checkId: id }));
/** Find out what the rows of a list of readers would do, or do it. */
export const importReadersJob = contract('import-readers', 'flow', z.object({ importId: id }));

export const contracts = {
  checkLinksJob,
  importReadersJob,
  advanceRunJob,
  startDueEditionJob,
  pollFeedsJob,
  sweepJob,
  retainJob,
  backUpJob,
  deliverConsequencesJob,
  applyEventsJob,
  renderDraftJob,
  sendBatchJob,
  makeShellJob,
  sendNoticeJob,
  sendTellingJob,
};
