import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { addressHashes, type SecretKeys } from '../../../subscribers/index.ts';
import { type Clock, type Database, isFault, type Log, paths } from '../../core/index.ts';
import { readersOf, storeEvent } from '../../delivery/index.ts';
import { applyEventsJob, type JobQueue } from '../../jobs/index.ts';
import { sesEventIn } from './events.ts';
import { countedRefusals } from './refusals.ts';

/** What SNS can say to us, once its signature and topic are known to be right. */
export type ReceivedSns =
  | { type: 'Notification'; messageId: string; message: string }
  | { type: 'SubscriptionConfirmation'; messageId: string; topicArn: string; token: string }
  | { type: 'UnsubscribeConfirmation'; messageId: string; topicArn: string };

/** Verifies messages and confirms subscriptions; `src/adapters/sns/topics.ts` is one. */
export type SnsPort = {
  read(body: string): Promise<ReceivedSns>;
  confirm(subscription: { topicArn: string; token: string }): Promise<void>;
};

export type HookDeps = {
  db: Database;
  clock: Clock;
  log: Log;
  queue: JobQueue;
  keys: SecretKeys;
  sns: SnsPort;
};

/** SNS carries at most 256 KiB; escaping into JSON can double that. */
const MAX_BODY_BYTES = 512 * 1_024;

/** Stores first and answers fast: SNS waits 15 s, tries three more times 20 s apart, then drops the event. */
async function keep(deps: HookDeps, { messageId, message }: ReceivedSns & { type: 'Notification' }) {
  const event = sesEventIn(message);
  if (!event) {
    deps.log.info({ messageId }, 'an SNS message that is no SES event');
    return;
  }
  const mailboxes = event.recipient ? { mailboxes: addressHashes(deps.keys, event.recipient) } : {};
  const readers =
    event.recipient && !event.tagged ? { readers: await readersOf(deps.db, event.recipient) } : {};
  if (!(await storeEvent(deps.db, { messageId, event, ...mailboxes, ...readers, now: deps.clock.now() }))) {
    return;
  }
  try {
    await deps.queue.enqueue(applyEventsJob, {}, { key: 'apply-events' });
  } catch (error) {
    // The event is safe in the database and the sweep will find it; a 5xx would only make SNS repeat it.
    deps.log.error({ messageId, error: String(error) }, 'the queue did not take apply-events');
  }
}

async function answer(deps: HookDeps, message: ReceivedSns) {
  const { messageId } = message;
  switch (message.type) {
    case 'Notification':
      return keep(deps, message);
    case 'SubscriptionConfirmation':
      await deps.sns.confirm(message);
      return deps.log.info({ messageId, topicArn: message.topicArn }, 'confirmed the SNS subscription');
    case 'UnsubscribeConfirmation':
      return deps.log.warn(
        { messageId, topicArn: message.topicArn },
        'SNS no longer posts events of this topic: subscribe it again if that was not meant',
      );
  }
}

/** `POST /hooks/ses`: bounces, complaints and deliveries from Amazon SES through SNS. */
export function hookRoutes(deps: HookDeps): Hono {
  const routes = new Hono();
  const refusals = countedRefusals(deps.log);
  const limit = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: (c) => c.text('This is larger than any message of Amazon SNS.', 413),
  });
  routes.post(paths.sesEvents.route, limit, async (c) => {
    const body = await c.req.text();
    try {
      await answer(deps, await deps.sns.read(body));
    } catch (error) {
      if (isFault(error)) refusals.note(error);
      throw error;
    }
    return c.body(null, 200);
  });
  return routes;
}
