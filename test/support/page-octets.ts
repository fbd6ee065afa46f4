import type { Page, Response } from 'playwright-core';

/** Octets of one page before compression, by kind, and how many requests brought them. */
export type PageOctets = {
  html: number;
  css: number;
  js: number;
  image: number;
  requests: number;
  /** Of all, as they came over the wire. */
  transferred: number;
};

/** The most that a page may weigh. HTML, styles and scripts uncompressed; images as the browser chose them. */
export const BUDGET: Omit<PageOctets, 'transferred'> = {
  html: 50_000,
  css: 15_000,
  js: 12_000,
  image: 100_000,
  requests: 12,
};

/** The pages that somebody opens first: from a mail, a search engine or a poster. */
export const FIRST_PAGES = {
  edition: '/editions/7',
  article: '/editions/7/practice-exchange-286-people-40-tables-and-no-speeches',
  section: '/sections/communities',
  search: '/search?q=police',
  'sign-up': '/subscribe',
} as const;

const kinds: Record<string, 'html' | 'css' | 'js' | 'image'> = {
  document: 'html',
  stylesheet: 'css',
  script: 'js',
  image: 'image',
};

/** Opens a page, scrolls to its end so that every image is asked for, and weighs what came. */
export async function openAndWeigh(page: Page, url: string): Promise<PageOctets> {
  const answers: Response[] = [];
  const notice = (answer: Response) => answers.push(answer);
  page.on('response', notice);
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate(
    '(async () => { for (let y = 0; y < document.body.scrollHeight; y += 400) { scrollTo(0, y); await new Promise(requestAnimationFrame); } await Promise.all([...document.images].map((image) => image.decode().catch(() => {}))); scrollTo(0, 0); })()',
  );
  page.off('response', notice);
  const octets: PageOctets = { html: 0, css: 0, js: 0, image: 0, requests: 0, transferred: 0 };
  for (const answer of answers) {
    const kind = kinds[answer.request().resourceType()];
    if (kind) octets[kind] += (await answer.body()).length;
    octets.requests += 1;
    octets.transferred += (await answer.request().sizes()).responseBodySize;
  }
  return octets;
}
