import { readdirSync, readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, test } from 'vitest';
import { type GoldenMail, goldenFile, goldenMails } from './mails.ts';

/** Parsers disagree on line ends and on blank lines at the end of a part; neither is content. */
const lines = (text: string | undefined | false) => (text || '').replace(/\r\n?/g, '\n').replace(/\n+$/, '');

async function byPostalMime(raw: Buffer) {
  const { subject, from, replyTo, headers, text, html, attachments } = await PostalMime.parse(raw);
  const header = (name: string) => headers.find(({ key }) => key === name)?.value;
  return {
    subject,
    from,
    replyTo: replyTo?.[0]?.address,
    listUnsubscribe: header('list-unsubscribe'),
    oneClick: header('list-unsubscribe-post'),
    text: lines(text),
    html: lines(html),
    attachments: attachments.length,
  };
}

async function byMailparser(raw: Buffer) {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipHtmlToText: true, skipImageLinks: true });
  const line = (name: string) =>
    mail.headerLines.find(({ key }) => key === name)?.line.replace(/^[^:]*: */, '');
  return {
    subject: mail.subject,
    from: mail.from?.value[0],
    replyTo: mail.replyTo?.value[0]?.address,
    listUnsubscribe: line('list-unsubscribe'),
    oneClick: line('list-unsubscribe-post'),
    text: lines(mail.text),
    html: lines(mail.html),
    attachments: mail.attachments.length,
  };
}

function wanted({ head, subject, html, text }: GoldenMail) {
  const bulk = head.kind === 'bulk';
  return {
    subject,
    from: { name: head.from.name, address: head.from.address },
    replyTo: head.replyTo,
    listUnsubscribe: bulk ? '<https://bulletin.example.org/unsubscribe/k1.1.example>' : undefined,
    oneClick: bulk ? 'List-Unsubscribe=One-Click' : undefined,
    text: lines(text),
    html: lines(html),
    attachments: 0,
  };
}

/** Where two mails part, so that a failure shows lines and not whole mails. */
function firstDifference(made: string, approved: string): string | undefined {
  const [ours, theirs] = [made.split('\r\n'), approved.split('\r\n')];
  const at = ours.findIndex((line, index) => line !== theirs[index]);
  if (at < 0) return ours.length === theirs.length ? undefined : 'the approved mail has more lines';
  return `line ${at + 1}: “${ours[at]}” was approved as “${theirs[at] ?? 'nothing'}”`;
}

describe('golden mails', () => {
  let mails: GoldenMail[];
  beforeAll(async () => {
    mails = await goldenMails();
  });

  test('are what was approved, to the octet (npm run golden approves what is made now)', () => {
    for (const { name, raw } of mails) {
      const approved = readFileSync(goldenFile(name), 'latin1');
      expect(firstDifference(raw.toString('latin1'), approved), name).toBeUndefined();
    }
    const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.eml'));
    expect(files.sort()).toEqual(mails.map(({ name }) => `${name}.eml`).sort());
  });

  test('say the same to two parsers as they were made of', async () => {
    for (const mail of mails) {
      const raw = readFileSync(goldenFile(mail.name));
      expect(await byPostalMime(raw), mail.name).toEqual(wanted(mail));
      expect(await byMailparser(raw), mail.name).toEqual(wanted(mail));
    }
  });

  test('are made the same again', async () => {
    const again = await goldenMails();
    again.forEach(({ raw, name }, at) => {
      expect(mails[at]?.raw.equals(raw), name).toBe(true);
    });
  });
});
