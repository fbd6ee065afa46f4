import { expect, it } from 'vitest';
import { sampleSite } from '../sample-site.ts';

const { web, browser } = await sampleSite('edition-06');

async function choose(scripts: boolean, remember: boolean) {
  const context = await browser.newContext({ javaScriptEnabled: scripts });
  const page = await context.newPage();
  await page.goto(`${web}/editions/6`);
  await page.locator('.choose summary').click();
  for (const box of await page.locator('input[name=sections]').all()) await box.uncheck();
  await page.locator('input[name=sections][value=communities]').check();
  if (remember) await page.getByLabel('Remember this choice').check();
  await page.getByRole('button', { name: 'Show these sections' }).click();
  await page.waitForURL(/sections=communities$/);
  return page;
}

it('shows the chosen sections without a script', async () => {
  const page = await choose(false, false);
  expect(await page.locator('section.section').count()).toBe(1);
  await page.context().close();
});

it('remembers the choice when asked, and lets go of it', async () => {
  const page = await choose(true, true);
  await page.goto(`${web}/editions/6`);
  await page.waitForURL(/sections=communities$/);

  await page.getByRole('link', { name: 'Show the whole edition' }).click();
  await page.waitForURL(/\?whole$/);
  expect(await page.locator('section.section').count()).toBe(5);

  await page.locator('.choose summary').click();
  await page.getByLabel('Remember this choice').uncheck();
  await page.getByRole('button', { name: 'Show these sections' }).click();
  await page.goto(`${web}/editions/6`);
  await page.waitForLoadState();
  expect(page.url()).toBe(`${web}/editions/6`);
  await page.context().close();
});

it('does not remember what nobody asked it to', async () => {
  const page = await choose(true, false);
  await page.goto(`${web}/editions/6`);
  await page.waitForLoadState();
  expect(page.url()).toBe(`${web}/editions/6`);
  await page.context().close();
});
