import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, describe, expect, it } from 'vitest';
import { openApp } from '../../src/compose/app.ts';
import { elsewhere } from '../../src/compose/elsewhere.ts';
import { composeSending } from '../../src/compose/sending.ts';
import { SIMULATOR_URL } from '../../src/compose/simulator.ts';
import { loadConfig } from '../../src/config.ts';
import { movableClock, parseEmailAddress } from '../../src/core/index.ts';
import { sendNotice } from '../../src/delivery/index.ts';
import { assembleEdition, importEditionFolder } from '../../src/editions/index.ts';
import { readSetting } from '../../src/settings/index.ts';
import { subscribe } from '../../subscribers/index.ts';
import { article, folder } from '../editions/folders.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { publishedSample } from '../support/publish.ts';
import { servedWeb } from '../support/web.ts';

const NAME = 'The Harbour Letter';
const { db, url } = await freshDatabase();
const clock = movableClock(new Date('2026-05-04T09:00:00Z'));
const data = mkdtempSync(join(tmpdir(), 'quarterly-nameless-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** The subject, sender and text of the newest mail to an address that signs up now. */
async function signUpMail(address: string, language?: string) {
  const env = {
    DATABASE_URL: url,
    DATA_DIR: data,
    SIMULATOR_PORT: '0',
    LOG_LEVEL: 'silent',
    LANGUAGES: 'en,cy',
  };
  const app = await openApp(loadConfig({ ...env, BULLETIN_NAME: NAME }), { role: 'test', clock });
  const sending = await composeSending(app);
  try {
    const email = parseEmailAddress(address);
    await subscribe(
      { ...app, elsewhere, noticesPerHour: 100 },
      { email, choice: 'all', language },
      { source: 'desk', wording: null },
    );
    const { id } = await db
      .selectFrom('notices')
      .select('id')
      .where('to_address', '=', address)
      .executeTakeFirstOrThrow();
    await sendNotice(sending.notices, id);
    const outbox = `${await readSetting(db, SIMULATOR_URL)}/_control/mails`;
    const found = await (await fetch(`${outbox}?destination=${address}`)).json();
    const { mails } = found as { mails: { id: string }[] };
    const raw = await (await fetch(`${outbox}/${mails.at(-1)?.id}/raw`)).text();
    const mail = await simpleParser(raw);
    return `${mail.subject}\n${mail.from?.text}\n${mail.replyTo?.text}\n${mail.text}\n${mail.html}`;
  } finally {
    await sending.close();
    await app.close();
  }
}

const PAGES = [
  '/',
  '/editions',
  '/subscribe',
  '/preferences',
  '/feeds',
  '/search',
  '/privacy',
  '/accessibility',
];
const FILES = [
  '/feed.xml',
  '/feed.atom',
  '/feed.json',
  '/feeds.opml',
  '/nowhere',
  '/%00',
  '/editions/feed.xml',
];

describe('before the first edition is published', () => {
  it('pages, feeds and mails carry BULLETIN_NAME, and nothing of a draft', async () => {
    const title = 'Secret draft title';
    const words = {
      title,
      publisher: 'Draft Publisher',
      mailbox: 'draft@example.org',
      strapline: 'Draft strap',
    };
    const files = { '01.md': article({ headline: 'Draft headline' }) };
    const { edition } = await importEditionFolder({ db, clock }, folder(files), editor());
    await db.updateTable('editions').set(words).where('number', '=', edition).execute();
    await assembleEdition({ db, clock }, edition, editor());
    const site = await servedWeb({ db, clock }, { bulletinName: NAME });
    const shown: string[] = [];
    for (const path of [...PAGES, ...FILES]) {
      const text = await (await fetch(`${site}${path}`)).text();
      expect([path, text.includes(NAME)]).toEqual([path, true]);
      shown.push(text);
    }
    shown.push(await signUpMail('first@example.org'));
    expect(shown.at(-1)).toContain(`Confirm your subscription to ${NAME}`);
    for (const text of shown) expect(text).not.toMatch(/draft/i);
  });

  it('and after that the edition’s own', async () => {
    await publishedSample({ db, clock }, 'edition-06');
    const { title } = await db
      .selectFrom('editions')
      .select('title')
      .where('state', '=', 'published')
      .executeTakeFirstOrThrow();
    const mail = await signUpMail('second@example.org');
    expect(mail).toContain(`Confirm your subscription to ${title}`);
    expect(mail).not.toMatch(/draft/i);
  });

  it('and the mail is in the language that its reader chose', async () => {
    const mail = await signUpMail('trydydd@example.org', 'cy');
    expect(mail).toContain('Cadarnhau eich tanysgrifiad i ');
    expect(mail).toContain('<html lang="cy"');
    expect(mail).not.toMatch(/\b(?:the|your|you)\b/i);
  });
});
