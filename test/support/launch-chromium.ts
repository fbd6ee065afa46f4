import { type Browser, type BrowserServer, chromium } from 'playwright-core';

/**
 * Chromium without what it does by itself over the network, and with letters drawn by their outlines alone: hinting
 * and subpixels depend on a machine's settings.
 */
export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch(settings(executablePath));

/** The same as a program of its own, which can be killed. */
export const launchChromiumServer = (executablePath: string): Promise<BrowserServer> =>
  chromium.launchServer(settings(executablePath));

const settings = (executablePath: string) => ({
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
