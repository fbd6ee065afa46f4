import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { type Browser, chromium, type Page } from 'playwright-core';
import { connectDatabase, migrate } from '../src/adapters/database.ts';
import { startEmbeddedPostgres } from '../src/adapters/embedded-postgres.ts';
import { movableClock, silentLog } from '../src/core/index.ts';
import { createWeb } from '../src/web/index.ts';
import { ensurePrerequisites } from '../test/support/prerequisites.ts';
import { publishedSample } from '../test/support/publish.ts';
import { testKeys } from '../test/support/web.ts';
import { publicScreens } from '../test/web/public/screens.ts';
import { readers } from '../test/web/readers/readers.ts';
import { screens as readerScreens, type Screen, type World } from '../test/web/readers/screens.ts';
import { palettePng } from './palette-png.ts';

// Makes docs/screens: every page in every state, on a phone and on a desk, light and dark, side by side in one picture.
// `npm run screens` makes all, `npm run screens -- leave left` only these.

const out = path.join(import.meta.dirname, '../docs/screens');
const screens = [...publicScreens, ...readerScreens];
/** Of a long page only the beginning is shown, in pixels. */
const LONGEST = 2_400;
const looks = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1024, colorScheme: 'light' },
  { width: 1024, colorScheme: 'dark' },
] as const;

async function openWorld(): Promise<{ world: World; close(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-screens-'));
  const postgres = await startEmbeddedPostgres(folder, silentLog);
  const { db, close } = connectDatabase(postgres.url, silentLog);
  await migrate(db);
  const clock = movableClock(new Date('2026-05-04T09:00:00Z'));
  await publishedSample({ db, clock }, 'edition-06');
  const queue = { enqueue: async () => {}, close: async () => {} };
  const config = {
    publicUrl: 'http://localhost',
    timeZone: 'Europe/London',
    freshForMs: 0,
    trustProxy: 0,
    sending: 'live' as const,
    awsRegion: 'eu-west-2',
    retentionLeftDays: 28,
    retentionUnconfirmedDays: 14,
    retentionEventsDays: 400,
  };
  const web = createWeb({ db, clock, queue, log: silentLog, keys: testKeys, config });
  const server = serve({ fetch: web.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((listening) => server.once('listening', listening));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  return {
    world: { site: `http://127.0.0.1:${port}`, people: readers({ db, clock }), clock },
    async close() {
      server.close();
      await close();
      await postgres.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function shot(browser: Browser, world: World, screen: Screen, look: (typeof looks)[number]) {
  const context = await browser.newContext({
    viewport: { width: look.width, height: 640 },
    colorScheme: look.colorScheme,
  });
  const page = await context.newPage();
  await screen.open(page, world);
  const full = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width: look.width, height: Math.max(640, Math.min(full, LONGEST)) });
  const bytes = await page.screenshot({ animations: 'disabled' });
  await context.close();
  return bytes.toString('base64');
}

async function sheet(page: Page, shots: readonly string[]) {
  const images = shots.map(
    (shot, index) =>
      `<img src="data:image/png;base64,${shot}" style="width:${(looks[index]?.width ?? 0) * 0.5}px">`,
  );
  await page.setContent(
    `<body style="margin:0;padding:8px;background:#888;display:inline-flex;gap:8px;align-items:flex-start">${images.join('')}</body>`,
  );
  return page.locator('body').screenshot();
}

const wanted = process.argv.slice(2);
const { world, close } = await openWorld();
const browser = await chromium.launch({
  executablePath: ensurePrerequisites().chromium,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  mkdirSync(out, { recursive: true });
  const table = await browser.newPage({ viewport: { width: 1460, height: 400 } });
  for (const screen of screens.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const shots: string[] = [];
    for (const look of looks) shots.push(await shot(browser, world, screen, look));
    writeFileSync(path.join(out, `${screen.name}.png`), palettePng(await sheet(table, shots)));
  }
  const list = screens.map(({ name }) => `\n## ${name}\n\n![${name}](${name}.png)\n`);
  writeFileSync(
    path.join(out, 'README.md'),
    `# Screens\n\nWhat there is to read, and every page of a reader in every state: phone and desktop, light and dark. Made by \`npm run screens\`.\n${list.join('')}`,
  );
} finally {
  await browser.close();
  await close();
}
