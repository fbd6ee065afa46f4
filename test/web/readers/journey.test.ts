import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '../../../src/core/index.ts';
import { startChromium } from '../../support/chromium.ts';
import { freshDatabase } from '../../support/database.ts';
import { publishedSample } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';
import { type Readers, readers } from './readers.ts';

const { db } = await freshDatabase();
const clock = movableClock(new Date('2026-05-04T09:00:00Z'));
let browser: Browser;
let world: { site: string; people: Readers };

beforeAll(async () => {
  await publishedSample({ db, clock }, 'edition-06');
  world = { site: await servedWeb({ db, clock }), people: readers({ db, clock }) };
  browser = await startChromium();
});

/** Only keys: the pointer is never used. */
function keyboard(page: Page) {
  const focused = (what: 'text' | 'tag' = 'text') =>
    page.evaluate<string>(
      `(({ activeElement: at }) => ${what === 'tag' ? 'at.tagName' : '(at.labels?.[0] ?? at).textContent.trim()'})(document)`,
    );
  async function tabTo(text: string, tag?: string) {
    for (let each = 0; each < 40; each += 1) {
      if ((await focused()).startsWith(text) && (!tag || (await focused('tag')) === tag)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`“${text}” cannot be reached by the Tab key`);
  }
  async function press(text: string, key = 'Enter') {
    await tabTo(text);
    await page.keyboard.press(key);
  }
  async function submit(text: string, tag = 'BUTTON') {
    await tabTo(text, tag);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  }
  return { focused, tabTo, press, submit };
}

describe('by keyboard alone', () => {
  it('subscribes, confirms from the mail, changes preferences, and leaves', async () => {
    const context = await browser.newContext({ viewport: { width: 1_024, height: 768 } });
    const page = await context.newPage();
    const keys = keyboard(page);
    const email = 'keyboard@example.org';
    await page.goto(`${world.site}/subscribe`);
    await page.keyboard.press('Tab');
    expect(await keys.focused()).toBe('Skip to main content');

    await keys.submit('Continue');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await keys.focused()).toContain('There is a problem');
    await keys.press('Choose at least one section');
    expect(await keys.focused()).toBe('Announcements');
    await page.keyboard.press('Space');
    await keys.press('All sections', 'Space');
    expect(await page.getByRole('checkbox', { name: 'Announcements' }).isChecked()).toBe(false);
    await keys.press('Communities', 'Space');
    expect(await page.getByRole('checkbox', { name: 'All sections' }).isChecked()).toBe(false);
    await keys.submit('Continue');

    await keys.tabTo('What is your email address?');
    await page.keyboard.type(email);
    await keys.submit('Continue');
    await keys.submit('Continue');
    expect(await page.locator('h1').textContent()).toBe('Check your answers');
    await keys.submit('Subscribe');
    expect(await page.locator('h1').textContent()).toBe('Check your email');

    await page.goto(
      `${world.site}/confirm/${(await world.people.newest('confirm-subscription', email)).token}`,
    );
    await keys.submit('Confirm my subscription');
    expect(await page.locator('h1').textContent()).toBe('You are subscribed');

    const { preferencesToken } = await world.people.newest('welcome', email);
    await page.goto(`${world.site}/preferences/${preferencesToken}`);
    await keys.submit('Change name', 'A');
    await keys.tabTo('Your name (optional)');
    await page.keyboard.type('Kay Board');
    await keys.submit('Save');
    expect(await keys.focused()).toContain('Your details are saved');
    expect(await page.locator('main').textContent()).toContain('Kay Board');

    await keys.submit('Stop all emails', 'A');
    await keys.submit('Stop sending me the bulletin');
    expect(await page.locator('h1').textContent()).toBe('You have unsubscribed');
    const row = await db
      .selectFrom('subscribers')
      .select(['state', 'name'])
      .where('email', '=', email)
      .executeTakeFirst();
    expect(row).toEqual({ state: 'unsubscribed', name: 'Kay Board' });
    await context.close();
  });

  it('does the same without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${world.site}/subscribe`);
    await page.getByLabel('Communities', { exact: true }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('What is your email address?').fill('plain@example.org');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('link', { name: 'Change email address' }).click();
    await page.goBack();
    await page.reload();
    await page.getByRole('button', { name: 'Subscribe' }).click();
    expect(await page.title()).toContain('Check your email');
    await page.reload();
    const sent = await db
      .selectFrom('notices')
      .select('id')
      .where('to_address', '=', 'plain@example.org')
      .execute();
    expect(sent).toHaveLength(1);
    await context.close();
  });
});
