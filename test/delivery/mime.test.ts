import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { oneLine, parseEmailAddress } from '../../src/core/index.ts';
import { fillTemplate, type MailHead, mailTemplate } from '../../src/delivery/index.ts';
import { quotedPrintable } from '../../src/delivery/mail/quoted-printable.ts';
import { anyTitle } from '../support/any-text.ts';

const head: MailHead = {
  from: { name: 'Équipe “Bulletin”, news', address: parseEmailAddress('bulletin@example.org') },
  replyTo: parseEmailAddress('desk@example.org'),
  list: { id: 'bulletin.example.org', description: 'Bulletin' },
  kind: 'bulk',
  date: new Date('2026-05-01T09:00:00Z'),
};
const slots = { unsubscribe: 'sl0tu', preferences: 'sl0tp' };
const values = {
  to: parseEmailAddress('reader+x=y@example.org'),
  messageKey: 'd7.e6',
  unsubscribe: `https://bulletin.example.org/unsubscribe/${'k1.7.'.padEnd(120, 'Ab_-')}`,
  preferences: 'https://bulletin.example.org/preferences/k1.7?a=1&b="2"',
};

/** Any Unicode that a mail can hold: U+0000 and lone surrogates have no UTF-8 form in it. */
const unicode = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom(' ', '\t', '\n', '=', '.', '\u00a0', 'é'.repeat(90)),
    ),
  )
  .map((runs) => runs.join('').replaceAll('\0', '').replace(/\r\n?/g, '\n'));
const document = fc
  .array(fc.oneof(unicode, fc.constantFrom(slots.unsubscribe, slots.preferences)), { minLength: 1 })
  .map((runs) => runs.join(''));

const filled = (text: string, written: (value: string) => string) =>
  text
    .replaceAll(slots.unsubscribe, written(values.unsubscribe))
    .replaceAll(slots.preferences, written(values.preferences));
const attribute = (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
/** Headers are clipped at 250 characters. */
const shown = (text: string) => ([...text].length > 250 ? `${[...text].slice(0, 249).join('')}…` : text);
/** Parsers disagree on line ends and on blank lines at the end of a part; neither is content. */
const lines = (text: string | undefined | false) => (text || '').replace(/\r\n?/g, '\n').replace(/\n+$/, '');

test('any Unicode comes back through two parsers, slots filled', async () => {
  await fc.assert(
    fc.asyncProperty(document, document, unicode, async (html, text, subject) => {
      const content = { subject: subject.replace(/[\s\p{C}]+/gu, ' ').trim(), html, text, slots };
      const raw = Buffer.concat(fillTemplate(await mailTemplate(content, head, 'html'), values));
      const wanted = { html: lines(filled(html, attribute)), text: lines(filled(text, (value) => value)) };
      const postal = await PostalMime.parse(raw);
      expect({ html: lines(postal.html), text: lines(postal.text) }).toEqual(wanted);
      const other = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
      expect({ html: lines(other.html), text: lines(other.text) }).toEqual(wanted);
      expect(postal.subject ?? '').toBe(shown(content.subject));
    }),
    { numRuns: 300 },
  );
});

test('lines stay within 76 characters and every line end is CRLF', async () => {
  await fc.assert(
    fc.asyncProperty(document, async (html) => {
      const content = { subject: 'S', html, text: html, slots };
      const raw = Buffer.concat(fillTemplate(await mailTemplate(content, head, 'html'), values)).toString(
        'latin1',
      );
      const body = raw.slice(raw.indexOf('\r\n\r\n'));
      for (const line of body.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
      expect(/(^|[^\r])\n|\r($|[^\n])/.test(raw)).toBe(false);
      expect(/[^\x00-\x7f]/.test(raw)).toBe(false);
    }),
    { numRuns: 50 },
  );
});

test('any names and subjects come back through two parsers, no line above 998 octets', async () => {
  await fc.assert(
    fc.asyncProperty(anyTitle, anyTitle, anyTitle, async (subject, name, description) => {
      const content = { subject: oneLine(subject), html: '<p>sl0tu</p>', text: 'sl0tu', slots };
      const from = { ...head.from, name: oneLine(name) };
      const list = { id: 'bulletin.example.org', description: oneLine(description) };
      const template = await mailTemplate(content, { ...head, from, list }, 'html');
      const raw = Buffer.concat(fillTemplate(template, values));
      for (const line of raw.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
      const wanted = { subject: shown(content.subject), from: { ...from, name: shown(from.name) } };
      const postal = await PostalMime.parse(raw);
      expect({ subject: postal.subject, from: postal.from }).toEqual(wanted);
      const other = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
      expect({ subject: other.subject, from: other.from?.value[0] }).toEqual(wanted);
    }),
    { numRuns: 300 },
  );
});

test('an edition carries what bulk senders must', async () => {
  const content = { subject: 'Bulletin 6', html: '<p>sl0tu</p>', text: 'sl0tu', slots };
  const raw = Buffer.concat(fillTemplate(await mailTemplate(content, head, 'html'), values)).toString(
    'latin1',
  );
  expect(raw).toContain(`List-Unsubscribe: <${values.unsubscribe}>\r\n`);
  expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
  expect(raw).toMatch(/List-Id: "Bulletin" <bulletin\.example\.org>\r\n/i);
  expect(raw).toContain('Precedence: bulk\r\n');
  expect(raw).toContain('Auto-Submitted: auto-generated\r\n');
  expect(raw).toContain('To: reader+x=y@example.org\r\n');
  expect(raw).toContain('Reply-To: desk@example.org\r\n');
  expect(raw).toContain('Message-ID: <d7.e6@example.org>\r\n');
  const { from } = await PostalMime.parse(raw);
  expect(from).toEqual({ name: head.from.name, address: head.from.address });
  expect(raw.indexOf('Content-Type: text/plain')).toBeLessThan(raw.indexOf('Content-Type: text/html'));
});

test('a reader of plain text gets one part', async () => {
  const content = { subject: 'S', html: '<p>rich</p>', text: 'plain sl0tp\n', slots };
  const raw = Buffer.concat(fillTemplate(await mailTemplate(content, head, 'text'), values)).toString(
    'latin1',
  );
  expect(raw).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
  expect(raw).not.toContain('multipart');
  expect((await PostalMime.parse(raw)).text?.trim()).toBe(`plain ${values.preferences}`);
});

test('white space before a line end survives', () => {
  expect(quotedPrintable('a \nb\t\n c ')).toBe('a=20\r\nb=09\r\n c=20');
});
