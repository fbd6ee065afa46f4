import { beforeAll, expect, test } from 'vitest';
import { shownOptions } from '../../../src/compose/shown-options.ts';
import { loadConfig } from '../../../src/config.ts';
import { type Database, movableClock } from '../../../src/core/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { signedInBrowser } from '../../support/desk.ts';
import { serveWeb } from '../../support/serve-web.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
beforeAll(async () => {
  db = (await freshDatabase()).db;
});
const admin = { email: 'ada@example.org', name: 'Ada Admin', roles: ['admin'] } as const;

test('an admin reads how the installation is set up, by the options’ names; nobody else does', async () => {
  const options = shownOptions(
    loadConfig({ SECRET_KEY: 'hunter2-hunter2-hunter2-hunter2-hunter2', BULLETIN_NAME: '<img src=x>' }),
  );
  const site = await servedWeb({ db, clock, options });
  const ada = await signedInBrowser({ db, clock }, site, admin);
  const page = await (await ada.get('/desk/settings')).text();
  expect(page).toContain('<h1>Settings</h1>');
  expect(page).toContain('Mails leave through Amazon SES in the region eu-west-2.');
  expect(page).toContain('no worker is running');
  expect(page).toMatch(/>SEND_HOLD_MINUTES<\/code>.*?<strong>10<\/strong>/s);
  expect(page).toContain('&lt;img src=x&gt;');
  expect(page).not.toMatch(/hunter2|<img/);
  for (const path of ['sections', 'feeds', 'people']) expect(page).toContain(`href="/desk/${path}"`);
  expect(await (await ada.get('/desk')).text()).toContain('href="/desk/settings"');
  const ed = await signedInBrowser({ db, clock }, site, { email: 'ed@example.org' });
  expect((await ed.get('/desk/settings')).status).toBe(403);
  expect(await (await ed.get('/desk')).text()).not.toContain('href="/desk/settings"');
});

test('where mails go stands in words: nowhere, or to a simulator', async () => {
  for (const [sending, words] of [
    ['off', 'No mail leaves this installation'],
    ['simulator', 'reach nobody'],
  ] as const) {
    const { site, close } = await serveWeb({ db, clock }, { sending });
    const ada = await signedInBrowser({ db, clock }, site, admin);
    const page = await (await ada.get('/desk/settings')).text();
    expect(page).toContain(words);
    expect(page).toContain('does not say what it was started with');
    close();
  }
});
