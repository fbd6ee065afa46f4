import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { connectDatabase, migrate } from '../src/adapters/database.ts';
import { startEmbeddedPostgres } from '../src/adapters/embedded-postgres.ts';
import { loadImage } from '../src/articles/index.ts';
import { contentHash, type Database, sectionSlug, silentLog, systemClock } from '../src/core/index.ts';
import { assembleEdition, draftSnapshot, importEditionFolder } from '../src/editions/index.ts';
import { compileEdition, loadTheme, spliceMail } from '../src/rendering/index.ts';
import { ensurePrerequisites } from '../test/support/prerequisites.ts';
import { palettePng } from './palette-png.ts';

// The picture of the mail in the README: one reader's two sections, on a phone and on a desktop, light and dark.
const root = path.join(import.meta.dirname, '..');
const LONGEST = 1_500;
const looks = [
  { width: 375, colorScheme: 'light' },
  { width: 700, colorScheme: 'light' },
  { width: 375, colorScheme: 'dark' },
] as const;

async function sampleMail(db: Database): Promise<string> {
  const deps = { db, clock: systemClock };
  await migrate(db);
  const { edition } = await importEditionFolder(deps, path.join(root, 'sample/edition-07'));
  await assembleEdition(deps, edition);
  const options = { publicUrl: 'http://bulletin.example.org', theme: loadTheme('standard') };
  const compiled = await compileEdition(await draftSnapshot(deps, edition), options);
  return spliceMail(compiled, ['celebrating-success', 'disruptions'].map(sectionSlug)).html;
}

async function shot(
  browser: Browser,
  db: Database,
  { html, look }: { html: string; look: (typeof looks)[number] },
) {
  const context = await browser.newContext({
    viewport: { width: look.width, height: LONGEST },
    colorScheme: look.colorScheme,
  });
  const page = await context.newPage();
  await page.route('**/images/*', async (route) => {
    const hash = path.basename(new URL(route.request().url()).pathname).split('.')[0] ?? '';
    const image = await loadImage(db, contentHash(hash));
    await (image ? route.fulfill({ body: image.bytes, contentType: image.media_type }) : route.abort());
  });
  await page.setContent(html, { waitUntil: 'load' });
  const bytes = await page.screenshot({ clip: { x: 0, y: 0, width: look.width, height: LONGEST } });
  await context.close();
  return `<img src="data:image/png;base64,${bytes.toString('base64')}" style="width:${look.width * 0.7}px">`;
}

const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-mail-'));
const postgres = await startEmbeddedPostgres(folder, silentLog);
const { db, close } = connectDatabase(postgres.url, silentLog);
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
  const html = await sampleMail(db);
  const images: string[] = [];
  for (const look of looks) images.push(await shot(browser, db, { html, look }));
  const page = await browser.newPage({ viewport: { width: 1_100, height: 400 } });
  const style = 'margin:0;padding:8px;background:#888;display:inline-flex;gap:8px;align-items:flex-start';
  await page.setContent(`<body style="${style}">${images.join('')}</body>`);
  writeFileSync(
    path.join(root, 'docs/screens/mail.png'),
    palettePng(await page.locator('body').screenshot()),
  );
} finally {
  await browser.close();
  await close();
  await postgres.release();
  rmSync(folder, { recursive: true, force: true });
}
