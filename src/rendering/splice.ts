import type { SectionSlug } from '../core/index.ts';
import type { CompiledMail } from './compiled-mail.ts';
import type { CompiledEdition, MailVariant } from './mail.ts';
import type { Part } from './marks.ts';
import { articlesToShorten } from './shorten.ts';
import { slotsOf } from './slots.ts';

/** Gmail shows "message clipped" at about 102 KB of HTML, and hides the unsubscribe link with the rest. */
export const HTML_LIMIT = 100_000;
/** Room for what a reader's link is longer than its slot: a token, its signature and the public address. */
const LINK_ALLOWANCE = 320;

/**
 * A variant, the articles that stand in it by summary and "Read on" because the whole would not fit, and the octets
 * that were kept free for its reader's links.
 */
export type SplicedMail = MailVariant & { shortened: string[]; room: number };

/**
 * The mail for the edition's sections ∩ `slugs`, in the edition's order; a string join, about 50 µs.
 * With none of them the mail would hold no section: nobody is sent that, so callers ask only for sets that meet.
 */
export function spliceMail(compiled: CompiledEdition, slugs: readonly SectionSlug[]): SplicedMail {
  const mail = compiled.mail as CompiledMail;
  const wanted = new Set(slugs);
  const sections = mail.sections.filter((slug) => wanted.has(slug));
  const included = mail.sections.map((slug) => wanted.has(slug));
  const browser =
    sections.length === mail.sections.length
      ? mail.editionUrl
      : `${mail.editionUrl}?sections=${sections.join(',')}`;
  const room = (2 + sections.length) * LINK_ALLOWANCE;
  const short = shortened(mail, included, { browser, room });
  const join = (parts: readonly Part[], brief: ReadonlySet<number>) =>
    parts.reduce(
      (text, part) => (holds(part, included, brief) ? text + (part.browser ? browser : part.text) : text),
      '',
    );
  return {
    subject: mail.subject,
    html: join(mail.html, short),
    text: join(mail.text, new Set()),
    slots: slotsOf(mail.token),
    sections,
    room,
    shortened: mail.articles.flatMap(({ slug }, index) => (short.has(index) ? [slug] : [])),
  };
}

function holds(part: Part, included: readonly boolean[], short: ReadonlySet<number>): boolean {
  if (part.section !== undefined && !included[part.section]) return false;
  if (part.article === undefined) return true;
  return (part.form === 'short') === short.has(part.article);
}

type Room = { browser: string; room: number };

function shortened(mail: CompiledMail, included: readonly boolean[], { browser, room }: Room): Set<number> {
  const none = new Set<number>();
  let octets = room;
  for (const part of mail.html) {
    if (holds(part, included, none)) octets += part.browser ? browser.length : part.octets;
  }
  if (octets <= HTML_LIMIT) return none;
  const candidates = mail.articles
    .map((article, index) => ({ ...article, index }))
    .filter(({ section }) => included[section]);
  return articlesToShorten(candidates, octets - HTML_LIMIT);
}
