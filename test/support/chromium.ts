import type { Browser } from 'playwright-core';
import { afterAll, inject } from 'vitest';
import { launchChromium } from './launch-chromium.ts';

/** The machine's own Chromium, closed when the test file ends. Nothing that it does by itself leaves the machine. */
export async function startChromium(): Promise<Browser> {
  const browser = await launchChromium(inject('chromium'));
  afterAll(() => browser.close());
  return browser;
}
