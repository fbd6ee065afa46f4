import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { axeFaults } from '../support/axe.ts';
import { startChromium } from '../support/chromium.ts';
import { clientOf, mailOf, sending } from './support.ts';

const HOSTILE = `<h1>Bulletin</h1><script>document.body.textContent = 'ran'</script><img src="x" onerror="document.body.textContent = 'ran'" alt=""><a href="https://example.org/">Read on</a>`;

let simulator: Simulator;
let browser: Browser;
let id: string;

beforeAll(async () => {
  simulator = await startSimulator({ enforce: false });
  const ses = clientOf(simulator.url);
  const to = 'a.reader.with.a.very.long.address.indeed@department.example.org';
  id = (await ses.send(sending(to, mailOf({ to, html: HOSTILE })))).MessageId ?? '';
  ses.destroy();
  browser = await startChromium();
});
afterAll(() => simulator.close());

it.each([
  [1_200, 'light'],
  [320, 'dark'],
] as const)('is accessible and fits at %i pixels, in %s', async (width, colorScheme) => {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  for (const path of [
    '/',
    '/?q=nothing',
    `/mails/${id}`,
    `/mails/${id}?view=headers`,
    `/mails/${id}?view=envelope`,
  ]) {
    await page.goto(simulator.url + path);
    // The mail in the frame is the sender's document, and is judged where it is written.
    expect([path, ...(await axeFaults(page, { except: 'iframe' }))]).toEqual([path]);
    const sideways = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(`${path} ${sideways}`).toBe(`${path} 0`);
  }
  await context.close();
});

it('runs nothing that a mail brings, and opens its links elsewhere', async () => {
  const page = await browser.newPage();
  await page.goto(`${simulator.url}/mails/${id}`);
  const frame = page.frameLocator('iframe');
  expect(await frame.locator('h1').textContent()).toBe('Bulletin');
  expect(await frame.locator('base').getAttribute('target')).toBe('_blank');
  expect(await frame.getByText('ran').count()).toBe(0);
  await page.close();
});
