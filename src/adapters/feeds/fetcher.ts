import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { FetchedFeed, FetchFeed, KnownVersion } from '../../articles/index.ts';
import { because, isFault, type Reason, reason } from '../../core/index.ts';
import { decodeFeed, tooLarge } from './decode.ts';
import { reaching } from './reach.ts';

export type FeedFetcherOptions = {
  /** Lets feeds be read from loopback and private networks. Off, a feed's address can reach nothing of ours. */
  allowPrivate?: boolean;
  /** For all hops and the body together, in ms. */
  maxMs?: number;
  /** Of the body, packed and unpacked alike. */
  maxOctets?: number;
  maxRedirects?: number;
  /** How names become addresses; the system's way unless said. */
  lookup?: LookupFunction;
};

type Limits = Required<Omit<FeedFetcherOptions, 'lookup'>> & Pick<FeedFetcherOptions, 'lookup'>;
const DEFAULTS: Limits = { allowPrivate: false, maxMs: 10_000, maxOctets: 5 * 1024 * 1024, maxRedirects: 5 };

const ACCEPT = 'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1';

/**
 * Reads feeds from servers that we do not trust: each hop's resolved address is checked at the moment of connecting
 * (so neither a redirect nor a changing DNS answer leads inside), no cookies or credentials go out, and time,
 * redirects and size are bounded.
 */
export function feedFetcher(options: FeedFetcherOptions = {}): FetchFeed {
  const limits = { ...DEFAULTS, ...options };
  return async (url, known) => {
    const signal = AbortSignal.timeout(limits.maxMs);
    try {
      return await follow(limits, { url: new URL(url), known, signal });
    } catch (error) {
      // When time is up in the middle of a body, Node reports a broken connection.
      if (signal.aborted)
        throw because('unavailable', reason('feed-late', { seconds: limits.maxMs / 1_000 }));
      throw isFault(error) ? error : because('unavailable', explain(error));
    }
  };
}

type Asked = { url: URL; known: KnownVersion; signal: AbortSignal };

async function follow(limits: Limits, asked: Asked): Promise<FetchedFeed> {
  let url = asked.url;
  for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
    const response = await request(limits, { ...asked, url });
    try {
      const next = redirection(response, url);
      if (next === undefined) return await answer(limits, response, url);
      url = next;
    } finally {
      response.destroy();
    }
  }
  throw because('unavailable', reason('feed-redirects', { most: limits.maxRedirects }));
}

function request(limits: Limits, { url, known, signal }: Asked): Promise<IncomingMessage> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw because('forbidden', reason('feed-scheme', { protocol: url.protocol }));
  }
  const target = new URL(url);
  target.username = '';
  target.password = '';
  const headers = {
    accept: ACCEPT,
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': 'Quarterly (feed reader)',
    ...(known.etag ? { 'if-none-match': known.etag } : {}),
    ...(known.lastModified ? { 'if-modified-since': known.lastModified } : {}),
  };
  return new Promise((resolve, reject) => {
    const get = target.protocol === 'https:' ? httpsGet : httpGet;
    get(target, { ...reaching(target, limits), headers, signal }, resolve).on('error', reject);
  });
}

function redirection({ statusCode, headers }: IncomingMessage, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode ?? 0)) return undefined;
  const location = headers.location ?? '';
  if (location !== '' && URL.canParse(location, from.href)) return new URL(location, from);
  throw because('unavailable', reason('feed-redirect-nowhere'));
}

async function answer(limits: Limits, response: IncomingMessage, url: URL): Promise<FetchedFeed> {
  const { statusCode, headers } = response;
  if (statusCode === 304) return { outcome: 'unchanged' };
  if (statusCode === 410) throw because('unavailable', reason('feed-gone'));
  if (statusCode !== 200) throw because('unavailable', reason('feed-status', { status: statusCode ?? 0 }));
  const body = await collect(response, limits.maxOctets);
  const { etag, 'last-modified': lastModified } = headers;
  return {
    outcome: 'fetched',
    url: url.href,
    ...(await decodeFeed(body, headers, limits.maxOctets)),
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

async function collect(response: IncomingMessage, max: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let octets = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    octets += chunk.length;
    if (octets > max) throw tooLarge(max);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function explain(error: unknown): Reason {
  if (!(error instanceof Error)) return reason('feed-unreachable', { error: 'no reason given' });
  const code = 'code' in error ? String(error.code) : '';
  if (error.message.includes('is not allowed')) return reason('feed-inside');
  return reason('feed-unreachable', { error: code || error.message });
}
