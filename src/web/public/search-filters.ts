import type { SearchFilters } from '../../../templates/web/search-page.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { wallOf } from '../../core/index.ts';
import { type Catalogue, currentSection, type SearchWithin } from '../../publishing/index.ts';

type Asked = { section?: string | undefined; from?: string | undefined };

const ISSUE = 'issue-';

/**
 * What a search may be narrowed to: a section, with those that were merged into it; a year, or one edition of it. What is asked for
 * and is not there, as by an old link, narrows nothing.
 */
export function searchFilters(
  catalogue: Catalogue,
  asked: Asked,
  { locale, timeZone }: Pick<Site, 'locale' | 'timeZone'>,
): { filters: SearchFilters; within: SearchWithin } {
  const { editions, sections } = catalogue;
  const now = catalogue.sections.find(({ slug }) => slug === asked.section)?.slug;
  const section = now && currentSection(catalogue, now);
  const dated = editions.map((edition) => ({
    edition,
    year: wallOf(edition.published, timeZone).day.slice(0, 4),
    value: `${ISSUE}${edition.number}`,
  }));
  const chosen = dated.filter(({ year, value }) => asked.from === year || asked.from === value);
  const years = [...new Set(dated.map(({ year }) => year))];
  return {
    within: {
      sections:
        section &&
        sections.map(({ slug }) => slug).filter((slug) => currentSection(catalogue, slug) === section),
      editions: chosen.length > 0 ? chosen.map(({ edition }) => edition.number) : undefined,
    },
    filters: {
      section: section ?? '',
      from: chosen.length > 0 ? (asked.from ?? '') : '',
      sections: sections
        .filter(({ mergedInto, articles }) => mergedInto === undefined && articles > 0)
        .map(({ slug, label, language }) => ({ value: slug, text: label, language })),
      froms: years.flatMap((year) => [
        { value: year, text: locale.say('search.allOfYear', { year }) },
        ...dated
          .filter((one) => one.year === year)
          .map(({ edition: { number, cover, language }, value }) => ({
            value,
            text: locale.say('lists.issue', { number: String(number), cover }),
            language,
          })),
      ]),
    },
  };
}
