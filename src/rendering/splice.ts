import { html } from 'hono/html';
import type { ArticleForm } from '../../templates/mail/props.ts';
import type { SectionSlug } from '../core/index.ts';
import type { CompiledMail } from './compiled-mail.ts';
import type { CompiledEdition, MailVariant } from './mail.ts';
import type { MailPart, MailPlace } from './marks.ts';
import { chooseForms, type Forms } from './shorten.ts';
import { slotsOf } from './slots.ts';
import { linesOf } from './story-lines.ts';

/** Gmail shows "message clipped" at about 102 KB of HTML, and hides the unsubscribe link with the rest. */
export const HTML_LIMIT = 100_000;
/** Room for what a reader's link is longer than its slot: a token, its signature and the public address. */
const LINK_ALLOWANCE = 320;

/** A variant, and what was done so that it is small enough. */
export type SplicedMail = MailVariant & {
  /** What a mailbox shows beside the subject; '' = how the mail begins. */
  preheader: string;
  /** Slugs of articles that stand by their summary and "Read on", and of those of which only the headline is left. */
  shortened: string[];
  headlines: string[];
  /** What the HTML would have with every article in full. */
  octetsInFull: number;
  /** Octets that were kept free for the reader's links. */
  room: number;
};

/**
 * The mail for the edition's sections ∩ `slugs`, in the edition's order; a string join, about 50 µs.
 * With none of them the mail would hold no section: nobody is sent that, so callers ask only for sets that meet.
 * @param language the reader's; left out, or none that the publication has: the edition's own
 */
export function spliceMail(
  compiled: CompiledEdition,
  slugs: readonly SectionSlug[],
  language?: string,
): SplicedMail {
  const mail = mailIn(compiled, language);
  const wanted = new Set(slugs);
  const sections = mail.sections.filter((slug) => wanted.has(slug));
  const included = mail.sections.map((slug) => wanted.has(slug));
  const lines = linesOf(mail, included);
  const fills: Fills = {
    browser:
      sections.length === mail.sections.length
        ? mail.editionUrl
        : `${mail.editionUrl}?sections=${sections.join(',')}`,
    forward: `${mail.signUpUrl}?sections=${sections.join(',')}`,
    preheader: String(html`${lines.preheader}`),
  };
  const room = (2 + sections.length) * LINK_ALLOWANCE;
  const octetsInFull = room + sizeInFull(mail, included, fills);
  const candidates = mail.articles
    .map((article, index) => ({ ...article, index }))
    .filter(({ section }) => included[section]);
  const forms = chooseForms(candidates, octetsInFull - HTML_LIMIT);
  const join = (parts: readonly MailPart[], chosen: Forms) =>
    parts.reduce(
      (text, part) =>
        holds(part, included, chosen) ? text + (part.place ? fills[part.place] : part.text) : text,
      '',
    );
  const inForm = (form: ArticleForm) =>
    mail.articles.flatMap(({ slug }, index) => (forms.get(index) === form ? [slug] : []));
  return {
    ...lines,
    html: join(mail.html, forms),
    text: join(mail.text, IN_FULL),
    slots: slotsOf(mail.token),
    sections,
    shortened: inForm('short'),
    headlines: inForm('headline'),
    octetsInFull,
    room,
  };
}

/** The compiled mail in one language. */
export const mailIn = ({ mail, others = {} }: CompiledEdition, language?: string): CompiledMail =>
  ((language !== undefined && others[language]) || mail) as CompiledMail;

type Fills = Readonly<Record<MailPlace, string>>;

const IN_FULL: Forms = new Map();

function holds(part: MailPart, included: readonly boolean[], forms: Forms): boolean {
  if (part.section !== undefined && !included[part.section]) return false;
  return part.article === undefined || part.form === (forms.get(part.article) ?? 'full');
}

const sizeInFull = (mail: CompiledMail, included: readonly boolean[], fills: Fills): number =>
  mail.html.reduce(
    (octets, part) =>
      holds(part, included, IN_FULL)
        ? octets + (part.place ? Buffer.byteLength(fills[part.place]) : part.octets)
        : octets,
    0,
  );
