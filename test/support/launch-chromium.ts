import { type Browser, chromium } from 'playwright-core';

/**
 * Chromium without what it does by itself over the network, and with letters drawn by their outlines alone: hinting
 * and subpixels depend on a machine's settings.
 */
export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-lcd-text',
      '--font-render-hinting=none',
      '--force-color-profile=srgb',
    ],
  });
