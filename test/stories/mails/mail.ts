import { html as markup } from 'hono/html';
import type { Page } from 'playwright-core';
import type { Story } from '../story.ts';

export const publicUrl = 'https://bulletin.example.org';

/** A story that needs no world. */
type Mail = Story & { open(page: Page): Promise<unknown> };

/** A mail as its reader's program shows it. */
export const mail = (name: string, html: () => Promise<string> | string): Mail => ({
  name,
  open: async (page: Page) => page.setContent(await html(), { waitUntil: 'load' }),
});

/** The text part, as programs without HTML show it. */
export const textMail = (name: string, text: () => Promise<string> | string): Story => ({
  ...mail(name, async () => page(name, await text())),
  plain: true,
});

const page = (name: string, text: string) =>
  markup`<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${name}</title><style>
    :root{color-scheme:light dark}
    body{margin:0;padding:16px}
    pre{margin:0;max-width:72ch;font:14px/1.45 monospace;white-space:pre-wrap;overflow-wrap:anywhere}
  </style></head><body><main><pre>${text}</pre></main></body></html>`.toString();
