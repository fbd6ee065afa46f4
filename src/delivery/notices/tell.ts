import { type ActDeps, act, record } from '../../acts/index.ts';
import {
  type Actor,
  canonicalJson,
  type Database,
  type Db,
  type EditionNumber,
  type EmailAddress,
  fault,
  type SectionSlug,
  sha256,
  signature,
  type TellingContent,
} from '../../core/index.ts';
import { sectionsOf } from '../edition-sections.ts';
import { requireRecorded } from '../fold.ts';
import { insertReminder } from './remind.store.ts';
import {
  type Audience,
  countAudience,
  insertTelling,
  insertTold,
  lockTelling,
  moveTelling,
  selectTelling,
  type Telling,
} from './tell.store.ts';

/** A change of an article, as the archive tells it. */
export type ArticleChange = {
  edition: EditionNumber;
  article: string;
  section: SectionSlug;
  about: string;
  content: TellingContent;
};

/** A telling, whether it is asked for only now, and how many readers it would go to. */
export type AskedTelling = { telling: Telling; isNew: boolean; readers: number };

/** Whom a change would be told to: readers whose mail held the article, and who still get the bulletin. */
async function audienceOf(db: Database, { edition, article, section }: ArticleChange): Promise<Audience> {
  const [own] = await sectionsOf(db, [section]);
  return { edition, article, sectionIds: own?.ids ?? [] };
}

/** How many readers would be told of a change now. */
export const countToTell = async (db: Database, change: ArticleChange): Promise<number> =>
  countAudience(db, await audienceOf(db, change));

/** Asks that readers be told; nothing is sent before somebody approves it. Asking again gives what waits already. @throws Fault `conflict` */
export async function askTelling(deps: ActDeps, change: ArticleChange, by: Actor): Promise<AskedTelling> {
  const { edition, article, about, content } = change;
  await requireRecorded(deps.db, edition, 'tell');
  const audience = await audienceOf(deps.db, change);
  return act(deps, async (tx, at) => {
    const readers = await countAudience(tx, audience);
    const known = await lockTelling(tx, change);
    if (known) return { telling: known, isNew: false, readers };
    const hash = sha256(canonicalJson(content));
    const telling = await insertTelling(tx, {
      edition_number: edition,
      article,
      about,
      content,
      hash,
      by,
      at,
    });
    const params = { edition, article, readers };
    await record(tx, { act: 'telling.asked', by, subject: telling.id, params }, at);
    return { telling, isNew: true, readers };
  });
}

/** Tells the editors that it waits for one of them, unless somebody was quicker. Returns the notices to ring for. */
export async function announceTelling(
  tx: Db,
  {
    telling: id,
    readers,
    to,
    at,
  }: { telling: number; readers: number; to: readonly EmailAddress[]; at: Date },
): Promise<number[]> {
  const telling = await selectTelling(tx, id);
  if (telling?.state !== 'waiting') return [];
  const { edition_number: edition, article, content } = telling;
  const params = { edition, article, headline: content.headline, readers };
  const notices: number[] = [];
  for (const address of to)
    notices.push(await insertReminder(tx, { kind: 'telling-waits', to: address, params, now: at }));
  return notices;
}

/**
 * Approves it, for what it says and no more, and queues one mail for each reader. Approving again queues nothing twice.
 * @throws Fault `conflict` when nobody has asked for it, or the article has changed since.
 */
export async function approveTelling(
  deps: ActDeps,
  change: ArticleChange,
  by: Actor,
): Promise<{ readers: number }> {
  await requireRecorded(deps.db, change.edition, 'tell');
  const audience = await audienceOf(deps.db, change);
  return act(deps, async (trx, at) => {
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
    const readers = await insertTold(trx, telling.id, audience, at);
    const { edition, article } = change;
    const params = { edition, article, readers };
    await record(trx, { act: 'telling.approved', by, subject: telling.id, params }, at);
    return { readers };
  });
}

/** Takes back what was asked for and not approved. @throws Fault `conflict` when there is no such thing. */
export async function dropTelling(
  deps: ActDeps,
  change: Pick<ArticleChange, 'edition' | 'article' | 'about'>,
  by: Actor,
): Promise<void> {
  await act(deps, async (trx, at) => {
    const telling = await lockTelling(trx, change);
    if (telling?.state !== 'waiting') throw fault('conflict', 'Nothing waits for approval here.');
    await moveTelling(trx, telling.id, { state: 'dropped' });
    const { edition, article } = change;
    await record(trx, { act: 'telling.dropped', by, subject: telling.id, params: { edition, article } }, at);
  });
}
