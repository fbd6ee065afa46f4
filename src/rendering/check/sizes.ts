import type { SectionSlug } from '../../core/index.ts';
import type { CompiledEdition } from '../mail.ts';
import { HTML_LIMIT, spliceMail } from '../splice.ts';
import { error, type Finding, warning } from './finding.ts';

/** `octets` are of the HTML with room for the reader's links. `shortened` are slugs of articles. */
export type VariantSize = {
  sections: SectionSlug[];
  octets: number;
  textOctets: number;
  shortened: string[];
};

/** 2^12 variants take about a second. */
const MOST_SECTIONS = 12;

/** Every variant of up to twelve sections; of more, each section alone, each left out, and all of them. */
export function variantSizes(compiled: CompiledEdition): VariantSize[] {
  return choices(compiled.sections).map((slugs) => {
    const { html, text, shortened, sections, room } = spliceMail(compiled, slugs);
    return {
      sections,
      octets: Buffer.byteLength(html) + room,
      textOctets: Buffer.byteLength(text),
      shortened,
    };
  });
}

function choices(sections: readonly SectionSlug[]): SectionSlug[][] {
  if (sections.length > MOST_SECTIONS) {
    return [
      ...sections.map((one) => [one]),
      ...sections.map((one) => sections.filter((slug) => slug !== one)),
      [...sections],
    ];
  }
  return Array.from({ length: 2 ** sections.length - 1 }, (_, bits) =>
    sections.filter((__, at) => (bits + 1) & (1 << at)),
  );
}

export function checkSizes(sizes: readonly VariantSize[]): Finding[] {
  const over = sizes.filter(({ octets }) => octets > HTML_LIMIT);
  const cut = sizes.filter(({ shortened }) => shortened.length > 0);
  const counts = new Map<string, number>();
  for (const slug of cut.flatMap(({ shortened }) => shortened)) counts.set(slug, (counts.get(slug) ?? 0) + 1);
  return [
    ...(over.length > 0
      ? [
          error(
            'edition',
            `${over.length} of ${sizes.length} variants are above 100,000 octets even with every article shortened: shorten the welcome or leave articles out.`,
          ),
        ]
      : []),
    ...[...counts].map(([slug, count]) =>
      warning(
        slug,
        `Stands as its summary with “Read on” in ${count} of ${sizes.length} variants, which would be above 100,000 octets.`,
      ),
    ),
  ];
}
