import PostalMime, { type Email } from 'postal-mime';
import type { Mail } from '../mails/mail.ts';
import type { State } from '../state.ts';

export type Summary = {
  subject: string;
  from: string;
  opening: string;
  sections: readonly string[];
  searchable: string;
};
export type Listed = { mail: Mail; summary: Summary };
export type MailPage = { listed: Listed[]; total: number; more: boolean };

export const PAGE_SIZE = 50;
/** Reading a mail costs about a millisecond, so a search looks at this many of the newest only. */
export const SEARCH_LIMIT = 5_000;
const CACHED = 5_000;

const mailbox = (address: Email['from']) =>
  address?.address === undefined
    ? ''
    : address.name
      ? `${address.name} <${address.address}>`
      : address.address;

/** The whole of one mail, read; a mail that cannot be read is shown as its source only. */
export async function readMail(raw: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(new Uint8Array(raw));
  } catch {
    return { headers: [], headerLines: [], attachments: [], text: raw.toString('utf8') };
  }
}

const SECTION_LINK = /\/unsubscribe\/[^\s"'<>?]+\?section=([\w-]+)/g;

/** The sections that a mail holds, by the links with which its reader stops each; none in a notice. */
export function sectionsOfMail({ html = '', text = '' }: Email): string[] {
  const found = [...`${html}\n${text}`.matchAll(SECTION_LINK)].map((match) => match[1] ?? '');
  return [...new Set(found)];
}

function summaryOf(mail: Mail, email: Email): Summary {
  const text = (email.text ?? '').replace(/\s+/g, ' ').trim();
  const subject = email.subject ?? '';
  const sections = sectionsOfMail(email);
  const searchable = [...mail.destinations, mail.source, subject, ...sections, text].join('\n').toLowerCase();
  return {
    subject,
    from: mailbox(email.from) || mail.source,
    opening: text.slice(0, 160),
    sections,
    searchable,
  };
}

/** Pages of mails, newest first, with what the list shows of each. */
export function createReading(state: State) {
  const cache = new Map<string, Summary>();

  async function summary(mail: Mail): Promise<Summary> {
    const known = cache.get(mail.id);
    if (known) return known;
    const found = summaryOf(mail, await readMail(state.store.raw(mail.id) ?? Buffer.alloc(0)));
    const [oldest] = cache.size >= CACHED ? cache.keys() : [];
    if (oldest !== undefined) cache.delete(oldest);
    cache.set(mail.id, found);
    return found;
  }

  const listed = async (mail: Mail): Promise<Listed> => ({ mail, summary: await summary(mail) });

  async function newest(page: number): Promise<MailPage> {
    const mails = state.store.list();
    const end = Math.max(0, mails.length - (page - 1) * PAGE_SIZE);
    const slice = mails.slice(Math.max(0, end - PAGE_SIZE), end).reverse();
    return { listed: await Promise.all(slice.map(listed)), total: mails.length, more: end > PAGE_SIZE };
  }

  async function search(words: string, page: number): Promise<MailPage> {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const found: Listed[] = [];
    for (const mail of state.store.list().slice(-SEARCH_LIMIT).reverse()) {
      const one = await listed(mail);
      if (wanted.every((word) => one.summary.searchable.includes(word))) found.push(one);
    }
    const start = (page - 1) * PAGE_SIZE;
    return {
      listed: found.slice(start, start + PAGE_SIZE),
      total: found.length,
      more: found.length > start + PAGE_SIZE,
    };
  }

  return {
    page: (words: string, page: number) => (words.trim() === '' ? newest(page) : search(words, page)),
  };
}
