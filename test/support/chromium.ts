import { type Browser, chromium } from 'playwright-core';
import { afterAll, inject } from 'vitest';

/** The machine's own Chromium, closed when the test file ends. Nothing that it does by itself leaves the machine. */
export async function startChromium(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: inject('chromium'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  afterAll(() => browser.close());
  return browser;
}
