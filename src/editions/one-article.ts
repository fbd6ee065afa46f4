import { imageFacts } from '../articles/index.ts';
import {
  asPictures,
  cleanDeep,
  type Db,
  type EditionNumber,
  editionNumber,
  GRAMMAR,
  picturesOf,
  type VersionContent,
} from '../core/index.ts';
import { listSections } from '../sections/index.ts';
import { imageOf } from './draft.ts';
import { sectionAsListed } from './section-as-listed.ts';
import type { Snapshot } from './snapshot.ts';
import { latestEditionOf, selectEdition } from './store.ts';

type Place = { edition: EditionNumber | null; slug: string };

/**
 * A snapshot of one article alone, as it would stand in its edition, or, where it has none yet, in one like the latest that had its
 * section. For a preview: it is frozen nowhere.
 */
export async function articleSnapshot(
  db: Db,
  content: VersionContent,
  { edition, slug }: Place,
): Promise<Snapshot> {
  const section = (await listSections(db)).find(({ id }) => id === content.sectionId);
  const number = edition ?? (section ? await latestEditionOf(db, section.slug) : undefined);
  const row = number === undefined ? undefined : await selectEdition(db, editionNumber(number));
  const listed = row?.sections.find((one) => one.slug === section?.slug);
  const { sectionId: _, image, pictures, ...words } = content;
  const all = picturesOf({ image, pictures });
  const images = await imageFacts(
    db,
    all.map(({ hash }) => hash),
  );
  const known = all.filter(({ hash }) => images.has(hash)).map((one) => imageOf(one, images));
  const snapshot: Snapshot = {
    grammar: GRAMMAR,
    number: edition ?? editionNumber(number ?? 1),
    cover: row?.cover ?? '',
    title: row?.title ?? '',
    strapline: '',
    publisher: row?.publisher ?? '',
    mailbox: row?.mailbox ?? '',
    welcome: '',
    ...(row?.language ? { language: row.language } : {}),
    sections: section
      ? [
          {
            ...(listed ?? sectionAsListed(section)),
            articles: [
              {
                ...words,
                slug,
                ...asPictures(known),
              },
            ],
          },
        ]
      : [],
    approvedAt: '',
  };
  return cleanDeep(snapshot, ['body', 'welcome']);
}
