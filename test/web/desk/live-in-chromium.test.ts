import type { Browser } from 'playwright-core';
import { expect, test } from 'vitest';
import { startSending, stopDeps } from '../../../src/compose/runs.ts';
import { editionNumber } from '../../../src/core/index.ts';
import { importEditionFolder, listApprovals } from '../../../src/editions/index.ts';
import { pauseRun, resumeRun } from '../../../src/flows/index.ts';
import { editor } from '../../support/actors.ts';
import { startChromium } from '../../support/chromium.ts';
import { signedInBrowser } from '../../support/desk.ts';
import { openEditorial } from '../../support/editorial.ts';
import { proxyTo } from '../../support/proxy.ts';

const publicUrl = 'http://localhost';
const PHONE = { viewport: { width: 375, height: 800 }, hasTouch: true, isMobile: true };

/** Opens the newest mail to somebody on a telephone, and approves by what it leads to. */
async function approveFromMail(browser: Browser, { site, mails }: Editorial, to: string): Promise<void> {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.setContent((await mails(to)).at(-1)?.html.replaceAll(publicUrl, site) ?? '');
  await page.getByRole('link', { name: 'Look at it and answer' }).tap();
  await page.getByLabel('Your name').fill('Kim Reader');
  expect(
    await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  ).toBe(0);
  await page.getByRole('button', { name: 'Approve', exact: true }).tap();
  await page.getByRole('heading', { name: 'Edition 7 is approved' }).waitFor();
  await context.close();
}
const number = editionNumber(7);
type Editorial = Awaited<ReturnType<typeof openEditorial>>;

test('a run’s page shows what is, also after its connection broke, and leaves open what was opened', async () => {
  const house = await openEditorial(new Date('2026-11-27T09:00:00Z'), {
    PUBLIC_URL: publicUrl,
    APPROVERS: 'press@example.org',
  });
  const by = editor('ed@example.org');
  await importEditionFolder(house.app, new URL('../../../sample/edition-07', import.meta.url).pathname, by);
  const { cookie } = await signedInBrowser(house.app, house.site, { name: 'Ed Example' });
  const { id } = await startSending(house.app, { edition: number, by });
  const proxy = await proxyTo(house.site);
  const browser = await startChromium();
  const context = await browser.newContext({ baseURL: proxy.url, viewport: { width: 375, height: 800 } });
  const value = cookie.slice(cookie.indexOf('=') + 1);
  await context.addCookies([{ name: 'quarterly-session', value, url: proxy.url }]);
  const page = await context.newPage();
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(`/desk/runs/${id}`);
  await page.getByText('What went in and came out').first().waitFor({ state: 'detached' });

  await house.settle();
  await page.getByText('The approvers’').waitFor();
  // Paused, and let go on by somebody else.
  await pauseRun(stopDeps(house.app), { edition: number, by });
  await page.getByText('Whoever lets it go on').waitFor();
  await resumeRun(stopDeps(house.app), { edition: number, by });
  await house.settle();
  await page.getByText('The approvers’').waitFor();
  const opened = page.locator('#action-assemble');
  await opened.locator('summary').click();
  proxy.breakAll();
  await approveFromMail(browser, house, 'press@example.org');
  expect((await listApprovals(house.app.db, number)).map(({ actor }) => actor.kind)).toEqual(['guest']);
  await house.settle();
  await page.getByText('Nobody’s: it is over').waitFor();
  expect(await opened.getAttribute('open')).not.toBeNull();
  expect(errors).toEqual([]);
  await context.close();
  await proxy.close();
});
