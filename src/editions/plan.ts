import { record } from '../acts/index.ts';
import {
  type Actor,
  type Clock,
  type Database,
  type Db,
  type EditionNumber,
  fault,
  type SectionSlug,
  sectionSlug,
  slugify,
} from '../core/index.ts';
import { listSections, registerSections, type Section } from '../sections/index.ts';
import { sectionAsListed } from './section-as-listed.ts';
import { insertEdition } from './store.ts';
import type { OwnPage } from './typed.ts';

type Planned = {
  number: EditionNumber;
  page: OwnPage;
  sections: readonly SectionSlug[];
  newSection?: string | undefined;
  by: Actor;
};

/**
 * Makes a planned edition of sections that are open; articles come into it when it is assembled.
 * @throws Fault `conflict` when its number is taken; `invalid` without a section, or with one that is not open
 */
export function planEdition(
  { db, clock }: { db: Database; clock: Clock },
  { number, page, sections, newSection, by }: Planned,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const at = clock.now();
    const slugs = [...sections, ...(await nameSection(tx, newSection, { by, at }))];
    const open = (await listSections(tx)).filter(({ retired }) => !retired);
    const chosen = slugs.map((slug) => open.find((section) => section.slug === slug));
    if (chosen.length === 0) throw fault('invalid', 'An edition needs a section: choose at least one.');
    const own = chosen.map((section) => sectionAsListed(mustBeOpen(section)));
    const row = {
      number,
      state: 'planned',
      created_at: at,
      sections: JSON.stringify(own),
      ...page,
    } as const;
    if (!(await insertEdition(tx, row)))
      throw fault('conflict', `There is an edition ${number} already: choose another number.`);
    const params = { cover: page.cover, title: page.title, sections: slugs };
    await record(tx, { act: 'edition.planned', by, subject: number, params }, at);
  });
}

function mustBeOpen(section: Section | undefined): Section {
  if (section) return section;
  throw fault('invalid', 'A section that you chose has just been closed: choose again.');
}

/** A section of this name, which is made where there is none; its slug is for ever. Returns it, or nothing without a name. */
export async function nameSection(
  tx: Db,
  label: string | undefined,
  on: { by: Actor; at: Date },
): Promise<SectionSlug[]> {
  if (!label) return [];
  const slug = sectionSlug(slugify(label, 'section'));
  await registerSections(tx, [{ slug, label, description: '' }], { ...on, latest: false });
  return [slug];
}
