import { record } from '../acts/index.ts';
import { type Actor, type Clock, type Database, type EditionNumber, fault } from '../core/index.ts';
import { draftSnapshot } from '../editions/index.ts';
import { linksOf } from '../rendering/index.ts';
import { insertLinkCheck, selectLinkCheck } from './checks.store.ts';

/** More are no bulletin: to ask for them all would take a worker most of an hour. */
const MOST_LINKS = 1_000;

/**
 * Has every link of an edition as it stands asked for anew, in place of what was known; one that is under way goes on. Whoever calls
 * has it done. Returns the id of the check.
 * @throws Fault `not-found`; `invalid` for more than a thousand links
 */
export async function startLinkCheck(
  { db, clock }: { db: Database; clock: Clock },
  { edition, by }: { edition: EditionNumber; by: Actor },
): Promise<number> {
  const { snapshot } = await draftSnapshot({ db, clock }, edition);
  const urls = linksOf(snapshot).flatMap(({ url }) => (url.startsWith('mailto:') ? [] : [url]));
  if (urls.length > MOST_LINKS)
    throw fault(
      'invalid',
      `Edition ${edition} has ${urls.length} links: at most ${MOST_LINKS} can be checked.`,
    );
  return db.transaction().execute(async (tx) => {
    const at = clock.now();
    const id = await insertLinkCheck(tx, { edition, urls, by, at });
    if (id === undefined) return underWay(tx, edition);
    await record(
      tx,
      { act: 'edition.links-checked', by, subject: edition, params: { links: urls.length } },
      at,
    );
    return id;
  });
}

async function underWay(tx: Parameters<typeof selectLinkCheck>[0], edition: EditionNumber): Promise<number> {
  const found = await selectLinkCheck(tx, edition);
  if (!found) throw fault('conflict', 'The links have just been checked by somebody else: look again.');
  return found.id;
}
