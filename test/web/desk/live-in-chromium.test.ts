import { expect, test } from 'vitest';
import { startSending, stopDeps } from '../../../src/compose/runs.ts';
import { editionNumber } from '../../../src/core/index.ts';
import { approveEdition, importEditionFolder } from '../../../src/editions/index.ts';
import { pauseRun, resumeRun } from '../../../src/flows/index.ts';
import { editor } from '../../support/actors.ts';
import { startChromium } from '../../support/chromium.ts';
import { signedInBrowser } from '../../support/desk.ts';
import { openEditorial } from '../../support/editorial.ts';
import { proxyTo } from '../../support/proxy.ts';

const publicUrl = 'http://localhost';
const number = editionNumber(7);

test('a run’s page shows what is, also after its connection broke, and leaves open what was opened', async () => {
  const house = await openEditorial(new Date('2026-11-27T09:00:00Z'), { PUBLIC_URL: publicUrl });
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
  await approveEdition(house.app, number, editor('boss@example.org'));
  await house.settle();
  await page.getByText('Nobody’s: it is over').waitFor();
  expect(await opened.getAttribute('open')).not.toBeNull();
  expect(errors).toEqual([]);
  await context.close();
  await proxy.close();
});
