import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { compileEdition, fillSlots, renderNotice, spliceMail } from '../../src/rendering/index.ts';
import { themes } from '../../templates/theme.ts';
import { sampleEdition } from './sample.ts';

const publicUrl = 'https://bulletin.example.org';
let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: inject('chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
});
afterAll(() => browser.close());

async function mails(name: string): Promise<string[]> {
  const theme = themes[name] as (typeof themes)[string];
  const compiled = await compileEdition(sampleEdition(), { publicUrl, theme });
  const { html, slots } = spliceMail(compiled, compiled.sections.slice(3, 4));
  const links = { unsubscribe: `${publicUrl}/unsubscribe/x`, preferences: `${publicUrl}/preferences/x` };
  const bulletin = { title: 'Common Ground', publisher: 'Example Centre', mailbox: 'bulletin@example.org' };
  const params = { token: 'x', expiresAt: '2026-11-25T09:00:00Z', sections: ['News'] };
  const options = { publicUrl, theme, bulletin, timeZone: 'Europe/London' };
  return [fillSlots(html, slots, links), renderNotice('confirm-subscription', params, options).html];
}

test.each(['standard', 'gazette'])(
  'mails in the theme %s have no fault that axe knows, light or dark',
  async (name) => {
    for (const html of await mails(name)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const context = await browser.newContext({ colorScheme, viewport: { width: 375, height: 800 } });
        const page = await context.newPage();
        await page.route('**/*', (route) => route.abort());
        await page.setContent(html);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
        );
        expect(found, `${name} ${colorScheme}`).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        await context.close();
      }
    }
  },
);
