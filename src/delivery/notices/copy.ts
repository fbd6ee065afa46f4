import { z } from 'zod';
import { type ActDeps, act, record } from '../../acts/index.ts';
import {
  type Actor,
  type Db,
  type EditionNumber,
  type EmailAddress,
  editionNumber,
  type SubscriberId,
} from '../../core/index.ts';
import { isFrozen, loadEdition } from '../../editions/index.ts';
import { type JobQueue, sendNoticeJob } from '../../jobs/index.ts';
import type { DeliveryDeps, EditionMail } from '../deps.ts';
import { insertCopies } from './copy.store.ts';

/** The kind of notice that carries a whole edition to a named address: a test, or the canary of every edition. */
export const COPY = 'edition-copy';

const copyParams = z.object({
  edition: z.number().int().positive(),
  purpose: z.enum(['test', 'canary']),
});

export type CopyDeps = Pick<DeliveryDeps, 'editionMail' | 'links' | 'db'> & {
  /** The mail of an edition as it would be approved now. */
  draftMail(edition: EditionNumber): Promise<EditionMail>;
};

/** No subscriber has this id, so the links of a copy leave nobody out. */
const NOBODY = 0 as SubscriberId;

/** The mail of a reader who takes every section. What is not approved is made as it stands when it is sent. */
export async function copyContent(deps: CopyDeps, params: unknown) {
  const { edition, purpose } = copyParams.parse(params);
  const number = editionNumber(edition);
  const draft = !isFrozen((await loadEdition(deps.db, number)).state);
  const mail = await (draft ? deps.draftMail(number) : deps.editionMail(number));
  const variant = mail.variant(mail.slugs);
  const mark = draft ? '[Draft] ' : purpose === 'test' ? '[Test] ' : '';
  const content = { ...variant, subject: `${mark}${variant.subject}` };
  return { content, head: mail.head, links: deps.links(NOBODY, 0) };
}

type Copies = { edition: EditionNumber; to: readonly EmailAddress[] };

/** Sends an edition to the canaries, once, beside its deliveries: it counts for nothing in its report. */
export async function sendCanaries(
  deps: { db: Db; clock: { now(): Date }; queue: JobQueue },
  copies: Copies,
): Promise<void> {
  const now = deps.clock.now();
  await ringFor(deps.queue, await insertCopies(deps.db, { kind: COPY, purpose: 'canary', ...copies, now }));
}

/**
 * Sends an edition to named addresses, each time that somebody asks: rendered, or not approved yet and marked as a draft. It counts for
 * nothing in its report, and is on record without the addresses.
 */
export async function sendTestCopies(
  deps: ActDeps,
  { by, ...copies }: Copies & { by: Actor },
): Promise<void> {
  const ids = await act(deps, async (tx, now) => {
    const params = { copies: copies.to.length };
    await record(tx, { act: 'edition.copies-sent', by, subject: copies.edition, params }, now);
    return insertCopies(tx, { kind: COPY, purpose: 'test', ...copies, now });
  });
  await ringFor(deps.queue, ids);
}

async function ringFor(queue: JobQueue, ids: readonly number[]): Promise<void> {
  for (const noticeId of ids) await queue.enqueue(sendNoticeJob, { noticeId });
}
