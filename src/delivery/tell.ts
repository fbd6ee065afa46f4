import {
  type Actor,
  type Clock,
  canonicalJson,
  type Database,
  type EditionNumber,
  type EmailAddress,
  fault,
  type SectionSlug,
  sha256,
  signature,
  type TellingContent,
} from '../core/index.ts';
import type { NoticeParams } from '../core/notices.ts';
import { type JobQueue, sendNotice, sendTelling } from '../jobs/index.ts';
import { sectionsOf } from './edition-sections.ts';
import { insertReminder } from './remind.store.ts';
import {
  type Audience,
  countAudience,
  insertTelling,
  insertTold,
  lockTelling,
  moveTelling,
  type Telling,
} from './tell.store.ts';

type Deps = { db: Database; clock: Clock; queue: JobQueue };

/** A change of an article, as the archive tells it. */
export type Change = {
  edition: EditionNumber;
  article: string;
  section: SectionSlug;
  about: string;
  content: TellingContent;
};

/** A telling, whether it is asked for only now, and how many readers it would go to. */
export type AskedTelling = { telling: Telling; isNew: boolean; readers: number };

/** Whom a change would be told to: readers whose mail held the article, and who still get the bulletin. */
async function audienceOf(db: Database, { edition, article, section }: Change): Promise<Audience> {
  const [own] = await sectionsOf(db, [section]);
  return { edition, article, sectionIds: own?.ids ?? [] };
}

/** Asks that readers be told; nothing is sent before somebody approves it. Asking again gives what waits already. */
export async function askTelling(deps: Deps, change: Change, by: Actor): Promise<AskedTelling> {
  const { edition, article, about, content } = change;
  const asked = await deps.db.transaction().execute(async (trx) => {
    const known = await lockTelling(trx, change);
    if (known) return { telling: known, isNew: false };
    const hash = sha256(canonicalJson(content));
    const telling = await insertTelling(trx, {
      edition_number: edition,
      article,
      about,
      content,
      hash,
      by,
      at: deps.clock.now(),
    });
    return { telling, isNew: true };
  });
  return { ...asked, readers: await countAudience(deps.db, await audienceOf(deps.db, change)) };
}

/** Tells the editors that it waits for one of them. */
export async function announceTelling(
  { db, clock, queue }: Deps,
  to: readonly EmailAddress[],
  params: NoticeParams<'telling-waits'>,
): Promise<void> {
  for (const address of to) {
    const reminder = { kind: 'telling-waits', to: address, params, now: clock.now() } as const;
    await queue.enqueue(sendNotice, { noticeId: await insertReminder(db, reminder) });
  }
}

/**
 * Approves it, for what it says and no more, and queues one mail for each reader. Approving again queues nothing twice.
 * @throws Fault `conflict` when nobody has asked for it, or the article has changed since.
 */
export async function approveTelling(deps: Deps, change: Change, by: Actor): Promise<{ readers: number }> {
  const audience = await audienceOf(deps.db, change);
  const at = deps.clock.now();
  const approved = await deps.db.transaction().execute(async (trx) => {
    const telling = await lockTelling(trx, change);
    if (!telling || telling.hash !== sha256(canonicalJson(change.content))) {
      throw fault(
        'conflict',
        'Nobody has asked to tell readers of the article’s last change: run it without --approve first, and read what it says.',
      );
    }
    if (telling.state !== 'waiting') {
      const when = telling.approved_at?.toISOString();
      throw fault(
        'conflict',
        `Readers are told of this change already: ${telling.approved_by} approved it at ${when}.`,
      );
    }
    await moveTelling(trx, telling.id, { state: 'approved', approved_by: signature(by), approved_at: at });
    return { id: telling.id, readers: await insertTold(trx, telling.id, audience, at) };
  });
  await deps.queue.enqueue(sendTelling, { tellingId: approved.id });
  return { readers: approved.readers };
}

/** Takes back what was asked for and not approved. @throws Fault `conflict` when there is no such thing. */
export async function dropTelling({ db }: Pick<Deps, 'db'>, change: Change): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const telling = await lockTelling(trx, change);
    if (telling?.state !== 'waiting') throw fault('conflict', 'Nothing waits for approval here.');
    await moveTelling(trx, telling.id, { state: 'dropped' });
  });
}
