import type { ArticleForm } from '../../../templates/mail/props.ts';
import type { SectionSlug } from '../../core/index.ts';
import type { CompiledMail } from '../compiled-mail.ts';
import type { CompiledEdition } from '../mail.ts';
import { HTML_LIMIT, spliceMail } from '../splice.ts';
import { error, type Finding, inEnglish, warning } from './finding.ts';

/**
 * `octets` are of the HTML with room for the reader's links, `octetsInFull` what it would be with every article in full.
 * `shortened` are slugs of articles that stand by their summary, `headlines` of those that stand by their headline.
 */
export type VariantSize = {
  /** The name of one; absent = the edition's own. */
  language?: string;
  sections: SectionSlug[];
  octets: number;
  octetsInFull: number;
  textOctets: number;
  shortened: string[];
  headlines: string[];
};

/** One article: the size of each of its forms, in how many variants it stands in each, and why not in full. */
export type ArticleForms = {
  article: string;
  octets: Record<ArticleForm, number>;
  words: Record<ArticleForm, number>;
  variants: Record<ArticleForm, number>;
  /** One sentence; absent when it stands in full everywhere. */
  why?: string;
};

/** 2^12 variants take about a second. */
const MOST_SECTIONS = 12;

/** Every variant of up to twelve sections; of more, each section alone, each left out, and all of them. */
export function variantSizes(compiled: CompiledEdition, language?: string): VariantSize[] {
  return choices(compiled.sections).map((slugs) => {
    const { html, text, room, ...mail } = spliceMail(compiled, slugs, language);
    return {
      ...(language === undefined ? {} : { language }),
      sections: mail.sections,
      octets: Buffer.byteLength(html) + room,
      octetsInFull: mail.octetsInFull,
      textOctets: Buffer.byteLength(text),
      shortened: mail.shortened,
      headlines: mail.headlines,
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

/** In which forms each article stands over all variants. */
export function articleForms(compiled: CompiledEdition, sizes: readonly VariantSize[]): ArticleForms[] {
  const { articles, sections } = compiled.mail as CompiledMail;
  return articles.map(({ slug, section, octets, words }) => {
    const holding = sizes.filter((variant) => variant.sections.some((one) => one === sections[section]));
    const short = holding.filter(({ shortened }) => shortened.includes(slug));
    const headline = holding.filter(({ headlines }) => headlines.includes(slug));
    const full = holding.length - short.length - headline.length;
    const why = reason([...short, ...headline], headline.length > 0);
    return {
      article: slug,
      octets,
      words,
      variants: { full, short: short.length, headline: headline.length },
      ...(why ? { why } : {}),
    };
  });
}

function reason(reduced: readonly VariantSize[], toHeadline: boolean): string | undefined {
  if (reduced.length === 0) return undefined;
  const sizes = reduced.map(({ octetsInFull }) => octetsInFull);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)].map((size) => size.toLocaleString('en-GB'));
  const size = least === most ? least : `${least} to ${most}`;
  const rule = toHeadline
    ? 'summaries alone would not bring them below; the choice loses the fewest words'
    : 'the choice loses the fewest words';
  return `In full these mails would have ${size} bytes, above 100,000; ${rule}.`;
}

export function checkSizes(sizes: readonly VariantSize[]): Finding[] {
  const over = sizes.filter(({ octets }) => octets > HTML_LIMIT).length;
  const language = sizes[0]?.language;
  const kind = language === undefined ? 'possible mails' : `possible mails in ${inEnglish(language)}`;
  const of = (count: number) => `${count} of ${sizes.length} ${kind}`;
  const blocked = `${of(over)} are above 100,000 bytes even with every article down to its headline: shorten the welcome or leave articles out.`;
  return [
    ...(over > 0 ? [error('edition', blocked)] : []),
    ...counted(sizes.flatMap(({ headlines }) => headlines)).map(([slug, count]) =>
      warning(
        slug,
        `Stands as its headline with “Read on” in ${of(count)}, which would be above 100,000 bytes even with every article as its summary.`,
      ),
    ),
    ...counted(sizes.flatMap(({ shortened }) => shortened)).map(([slug, count]) =>
      warning(
        slug,
        `Stands as its summary with “Read on” in ${of(count)}, which would be above 100,000 bytes.`,
      ),
    ),
  ];
}

function counted(slugs: readonly string[]): [slug: string, count: number][] {
  const counts = new Map<string, number>();
  for (const slug of slugs) counts.set(slug, (counts.get(slug) ?? 0) + 1);
  return [...counts];
}
