import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { AskLink, LinkAnswer } from '../../links/index.ts';
import { reaching } from '../feeds/index.ts';
import { hostTurns } from './turns.ts';

export type LinkAskerOptions = {
  /** Lets pages be asked for on loopback and private networks. Off, a link can reach nothing of ours. */
  allowPrivate?: boolean;
  /** For all hops of one method together, in ms. */
  maxMs?: number;
  maxRedirects?: number;
  /** Between two requests to one host, in ms. */
  everyMs?: number;
  /** How names become addresses; the system's way unless said. */
  lookup?: LookupFunction;
};

const DEFAULTS = { allowPrivate: false, maxMs: 10_000, maxRedirects: 5, everyMs: 1_000 };

/**
 * Asks servers that we do not trust whether a page is there, by HEAD and, where that is not answered with the page, by GET, of which
 * nothing is read beyond the headers (RFC 9110 §9.3.2 wants both to say the same; many servers do not). Each hop's resolved address
 * is checked at the moment of connecting, as feeds' are; no cookies or credentials go out.
 */
export function linkAsker(options: LinkAskerOptions = {}): AskLink {
  const limits = { ...DEFAULTS, ...options, turn: hostTurns(options.everyMs ?? DEFAULTS.everyMs) };
  return async (url) => {
    const head = await ask(limits, 'HEAD', url);
    const settled =
      head.outcome === 'answered'
        ? head.status >= 200 && head.status < 300
        : head.outcome !== 'unreachable' && head.outcome !== 'late' && head.outcome !== 'redirects';
    return settled ? head : ask(limits, 'GET', url);
  };
}

type Limits = Required<Omit<LinkAskerOptions, 'lookup'>> &
  Pick<LinkAskerOptions, 'lookup'> & { turn: ReturnType<typeof hostTurns> };

async function ask(limits: Limits, method: 'HEAD' | 'GET', address: string): Promise<LinkAnswer> {
  const signal = AbortSignal.timeout(limits.maxMs);
  try {
    return await follow(limits, { method, url: new URL(address), signal });
  } catch (error) {
    return { outcome: signal.aborted ? 'late' : outcomeOf(error) };
  }
}

type Asked = { method: 'HEAD' | 'GET'; url: URL; signal: AbortSignal };

async function follow(limits: Limits, { url: first, ...asked }: Asked): Promise<LinkAnswer> {
  let [url, moved] = [first, true];
  for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
    await limits.turn(url.hostname, asked.signal);
    const { statusCode: status = 0, headers } = await request(limits, { ...asked, url });
    const next = REDIRECTS.has(status) ? headers.location : undefined;
    if (next === undefined || !URL.canParse(next, url.href))
      return { outcome: 'answered', status, url: url.href, moved: moved && hop > 0 };
    moved &&= status === 301 || status === 308;
    url = new URL(next, url);
    url.hash = '';
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return { outcome: 'redirects' };
  }
  return { outcome: 'redirects' };
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

function request(limits: Limits, { method, url, signal }: Asked): Promise<IncomingMessage> {
  const target = new URL(url);
  target.username = '';
  target.password = '';
  const headers = { accept: 'text/html, */*;q=0.8', 'user-agent': 'Quarterly (link check)' };
  return new Promise((resolve, reject) => {
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    send(target, { ...reaching(target, limits), method, headers, signal })
      .on('response', (response) => {
        resolve(response);
        response.on('error', () => {}).destroy();
      })
      .on('error', reject)
      .end();
  });
}

function outcomeOf(error: unknown): Exclude<LinkAnswer['outcome'], 'answered'> {
  if (!(error instanceof Error)) return 'unreachable';
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ENOTPUBLIC' || error.message.includes('is not allowed')) return 'inside';
  if (code === 'ENOTFOUND') return 'unknown-host';
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|HOSTNAME/.test(code) ? 'certificate' : 'unreachable';
}
