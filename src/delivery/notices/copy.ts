import { z } from 'zod';
import {
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
export type CopyPurpose = z.output<typeof copyParams>['purpose'];

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

/**
 * Sends an edition to named addresses, beside its deliveries: it counts for nothing in its report. It is rendered, or
 * not approved yet and marked as a draft.
 * The canary goes once an edition; a test goes each time.
 */
export async function sendCopies(
  deps: { db: Db; clock: { now(): Date }; queue: JobQueue },
  copy: { edition: EditionNumber; purpose: CopyPurpose; to: readonly EmailAddress[] },
): Promise<void> {
  const ids = await insertCopies(deps.db, { kind: COPY, ...copy, now: deps.clock.now() });
  for (const noticeId of ids) await deps.queue.enqueue(sendNoticeJob, { noticeId });
}
