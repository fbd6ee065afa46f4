import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type Browser, chromium } from 'playwright-core';
import { BUDGET, FIRST_PAGES, openAndWeigh, type PageOctets } from '../../test/support/page-octets.ts';
import { ensurePrerequisites } from '../../test/support/prerequisites.ts';
import { publishedWeb } from './published.ts';

// What a reader's first page weighs and how it appears, on a phone with an empty cache. Octets have a budget and end the
// run with an error; times depend on the machine and are only printed.
const PHONE = { width: 375, height: 812 };
/** Blocked for longer than this, a page feels stuck (web.dev/tbt). */
const FREE_MS = 50;

const OBSERVE = `
  globalThis.seen = { paint: 0, shift: 0, blocked: 0 };
  const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('largest-contentful-paint', ({ startTime }) => { seen.paint = startTime; });
  observe('layout-shift', ({ value, hadRecentInput }) => { if (!hadRecentInput) seen.shift += value; });
  observe('longtask', ({ duration }) => { seen.blocked += Math.max(0, duration - ${FREE_MS}); });
`;

type Seen = { paint: number; shift: number; blocked: number };

async function measure(browser: Browser, url: string): Promise<PageOctets & Seen> {
  const context = await browser.newContext({ viewport: PHONE, deviceScaleFactor: 2 });
  const page = await context.newPage();
  await page.addInitScript(OBSERVE);
  const octets = await openAndWeigh(page, url);
  const seen = await page.evaluate<Seen>('seen');
  await context.close();
  return { ...octets, ...seen };
}

const { web, close } = await publishedWeb();
const server = createServer(getRequestListener(web.fetch));
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const browser = await chromium.launch({
  executablePath: ensurePrerequisites().chromium,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

const columns = [...Object.keys(BUDGET), 'transferred', 'paint ms', 'shift', 'blocked ms'];
const row = (name: string, values: (number | string)[]) =>
  console.log(name.padEnd(10) + values.map((value) => String(value).padStart(12)).join(''));

try {
  row('', columns);
  row('budget', [...Object.values(BUDGET)]);
  for (const [name, path] of Object.entries(FIRST_PAGES)) {
    // Once before, so that what the server makes once for all is not in a reader's time.
    await measure(browser, `${site}${path}`);
    const found = await measure(browser, `${site}${path}`);
    const octets = Object.keys(BUDGET).map((what) => found[what as keyof typeof BUDGET]);
    const { transferred, paint, shift, blocked } = found;
    row(name, [...octets, transferred, paint.toFixed(0), shift.toFixed(3), blocked.toFixed(0)]);
    if (Object.values(BUDGET).some((most, at) => (octets[at] ?? 0) > most)) process.exitCode = 1;
  }
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
  await close();
}
