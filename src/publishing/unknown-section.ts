import { Fault, type SectionSlug, told } from '../core/index.ts';

/** Where a section is found on the site: its page, its feed. */
export type SectionPath = (slug: SectionSlug) => string;

type Section = { slug: SectionSlug; label: string };

/** A refusal that leads to the sections there are. */
export class UnknownSection extends Fault {
  readonly ways: readonly { path: string; text: string }[];

  constructor(slug: string, open: readonly Section[], pathOf: SectionPath) {
    const section = slug.slice(0, 80);
    const key = open.length > 0 ? 'refused.noSection' : 'refused.noSectionAtAll';
    const { message, details, told: toldAs } = told('not-found', key, { section });
    super('not-found', message, details, undefined, toldAs);
    this.ways = open.map((section) => ({
      path: pathOf(section.slug),
      text: `${section.slug} (${section.label})`,
    }));
  }
}
