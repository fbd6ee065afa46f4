import { fault, type SectionSlug } from '../../core/index.ts';

export const WIDTHS = [375, 600] as const;

/** What the address of a preview asks for. `sections` absent = all of them. */
export type PreviewQuery = {
  sections?: readonly SectionSlug[];
  reader?: number;
  /** The name of one; absent = the edition's own. */
  language?: string;
  format: 'html' | 'text';
  width: (typeof WIDTHS)[number];
  dark: boolean;
};

const NUMBER = /^[0-9]{1,15}$/;

/**
 * Reads `?sections=a,b|reader=ID&language=cy&format=html|text&width=375|600&dark=1`; sections may also be given one by one, as a form does. What
 * is left empty counts as left out, and so does a language in which there is no mail.
 * @throws Fault `invalid` for a section that the edition has not, and for a reader who is no number.
 */
export function readPreviewQuery(
  given: Readonly<Record<string, readonly string[]>>,
  { own, languages }: { own: readonly SectionSlug[]; languages: readonly string[] },
): PreviewQuery {
  const one = (name: string) => given[name]?.at(-1)?.trim() ?? '';
  const reader = one('reader');
  if (reader !== '' && !NUMBER.test(reader))
    throw fault(
      'invalid',
      'A reader is given by their number, such as 12: it stands in the list of subscribers.',
    );
  const slugs = (given.sections ?? [])
    .flatMap((list) => list.split(','))
    .map((slug) => slug.trim())
    .filter(Boolean);
  const unknown = slugs.filter((slug) => !own.some((known) => known === slug));
  if (unknown.length > 0)
    throw fault('invalid', `This edition has no section ${unknown.join(', ')}; it has ${own.join(', ')}.`);
  return {
    ...(slugs.length > 0 && reader === '' ? { sections: own.filter((slug) => slugs.includes(slug)) } : {}),
    ...(reader === '' ? {} : { reader: Number(reader) }),
    ...(languages.includes(one('language')) ? { language: one('language') } : {}),
    format: one('format') === 'text' ? 'text' : 'html',
    width: one('width') === '375' ? 375 : 600,
    dark: one('dark') === '1',
  };
}
