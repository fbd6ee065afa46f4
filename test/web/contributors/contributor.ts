import { browser } from '../readers/wire.ts';

export type StoryAnswers = {
  about: Record<string, string>;
  headline: Record<string, string>;
  body: string;
  section: string;
};

export const ANSWERS: StoryAnswers = {
  about: { organisation: 'Example Police', name: 'Robin Example', email: 'robin@example.org' },
  headline: { headline: 'Beans for all', summary: 'A bed of beans.' },
  body: 'Sow **beans** in May.\n\nWater them.',
  section: 'seeds',
};

export const tokenIn = (address: string): string => new URL(address, 'http://x').searchParams.get('d') ?? '';

/** Somebody without an account, in a browser without JavaScript. */
export function contributor(site: string, network = '203.0.113.9') {
  const web = browser(site, { 'x-forwarded-for': network });
  /** Answers every page; returns the address of the check page. */
  async function write(answers: Partial<StoryAnswers> = {}): Promise<string> {
    const { about, headline, body, section } = { ...ANSWERS, ...answers };
    return web.journey('/submit', about, headline, { body }, { section }, {}, {}, {});
  }
  /** As far as the reference; returns the token. */
  async function send(answers: Partial<StoryAnswers> = {}): Promise<string> {
    return tokenIn(await web.journey(await write(answers), {}));
  }
  return { ...web, write, send };
}
