import type { LinkOutcome } from '../core/index.ts';
import type { Judgement } from '../rendering/index.ts';

/** What became of asking for a page. */
export type LinkAnswer =
  | {
      outcome: 'answered';
      /** Of the last answer. */
      status: number;
      /** Where the redirects ended. */
      url: string;
      /** There were redirects, and each said that it is for good (301, 308). */
      moved: boolean;
    }
  | { outcome: Exclude<LinkOutcome, 'answered'> };

/** Asks for a page, and reads none of it. Never throws for what a server does. */
export type AskLink = (url: string) => Promise<LinkAnswer>;

/** Statuses by which sites turn programs away and let people in: they say nothing of the page. */
const TURNED_AWAY = new Set([401, 403, 405, 406, 407, 429, 451, 999]);

const FIND = 'Find where the page is now, or take the link out.';
const UNANSWERED: Readonly<Record<Exclude<LinkOutcome, 'answered'>, Judgement>> = {
  inside: {
    level: 'warning',
    message: 'leads into a private network, which readers cannot reach, so it was not asked for.',
    mend: 'Link to a page on the public internet, or take the link out.',
  },
  'unknown-host': { level: 'warning', message: 'is dead: no such site is known.', mend: FIND },
  late: {
    level: 'warning',
    message: 'did not answer in time.',
    mend: 'Open it yourself; check the links again later.',
  },
  certificate: {
    level: 'warning',
    message: 'has no valid certificate, so browsers warn of it.',
    mend: 'Tell its owner, or link to another page.',
  },
  redirects: { level: 'warning', message: 'is led round in circles by its site.', mend: FIND },
  unreachable: {
    level: 'warning',
    message: 'could not be reached: its site does not answer.',
    mend: 'Open it yourself; check the links again later.',
  },
};

/** As when there is no way out: no name is found, no network reached, nothing heard. */
const SILENT: readonly LinkAnswer['outcome'][] = ['unknown-host', 'unreachable', 'late'];

/** Whether the machine that asked is more likely to have no network than all sites to be gone: none of two or more answered anything. */
export function seemsOffline(asked: readonly { url: string; answer: LinkAnswer }[]): boolean {
  const outside = asked.filter(({ answer }) => answer.outcome !== 'inside');
  const hosts = new Set(outside.map(({ url }) => new URL(url).hostname));
  return hosts.size > 1 && outside.every(({ answer }) => SILENT.includes(answer.outcome));
}

/** What an editor should know of a link; `undefined`: it leads where it says. */
export function judgeLink(url: string, answer: LinkAnswer): Judgement | undefined {
  const found = answer.outcome === 'answered' ? judgeAnswer(url, answer) : UNANSWERED[answer.outcome];
  return found && { ...found, message: `The link ${url} ${found.message}` };
}

function judgeAnswer(
  url: string,
  { status, url: end, moved }: Extract<LinkAnswer, { outcome: 'answered' }>,
): Judgement | undefined {
  if (status === 404 || status === 410)
    return {
      level: 'warning',
      message: `is dead: its site says that the page is not there (${status}).`,
      mend: FIND,
    };
  if (TURNED_AWAY.has(status))
    return {
      level: 'advice',
      message: `cannot be checked: its site turns programs away (${status}).`,
      mend: 'Open it yourself.',
    };
  if (status < 200 || status >= 300)
    return {
      level: 'warning',
      message: `leads to an error of its site (${status}).`,
      mend: 'Open it yourself; check the links again later.',
    };
  if (isFrontPage(end) && !isFrontPage(url)) {
    // A short address of another host may well stand for a front page.
    const level = new URL(end).hostname === new URL(url).hostname ? 'warning' : 'advice';
    return { level, message: `is led to the front page ${end}: its own page seems to be gone.`, mend: FIND };
  }
  if (moved && end !== url)
    return { level: 'advice', message: `has moved for good to ${end}.`, mend: 'Link to the new address.' };
  return undefined;
}

/** A site that has lost a page often leads to its front page instead of saying so. */
function isFrontPage(address: string): boolean {
  const { pathname, search } = new URL(address);
  return /^\/(index\.\w+|home)?$/i.test(pathname) && search === '';
}
