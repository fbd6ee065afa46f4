import { Fault, type SectionSlug } from '../core/index.ts';

/** Where a section is found on the site: its page, its feed. */
export type SectionPath = (slug: SectionSlug) => string;

type Section = { slug: SectionSlug; label: string };

/** A refusal that leads to the sections there are. */
export class UnknownSection extends Fault {
  readonly ways: readonly { path: string; text: string }[];

  constructor(slug: string, open: readonly Section[], pathOf: SectionPath) {
    const choice = open.length > 0 ? 'These are the sections there are:' : 'No section exists yet.';
    super('not-found', `There is no section “${slug.slice(0, 80)}”. ${choice}`);
    this.ways = open.map((section) => ({
      path: pathOf(section.slug),
      text: `${section.slug} (${section.label})`,
    }));
  }
}
