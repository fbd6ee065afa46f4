import type { IncomingMessage } from 'node:http';
import type { PlainKey } from '../words/index.ts';

/** Encoded control characters, C0, DEL and C1 (as UTF-8): browsers and proxies drop or obey them, each in its own way. */
const CONTROL = /%(?:[01][0-9a-f]|7f|c2%[89][0-9a-f])/i;

const pathOf = (url: string) => {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
};

const isHost = (name: string | undefined) => name?.length === 4 && name.toLowerCase() === 'host';

function hostsOf({ rawHeaders }: IncomingMessage): number {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (isHost(rawHeaders[at])) hosts += 1;
  return hosts;
}

/** A target such as `http://host/path`, as proxies are sent, must name the host that the header names (RFC 9112 §3.2). */
function contradicts({ url = '/', headers }: IncomingMessage): boolean {
  if (url.startsWith('/')) return false;
  const named = `http://${headers.host}`;
  return !URL.canParse(url) || !URL.canParse(named) || new URL(url).host !== new URL(named).host;
}

export type WhyRefused = Extract<
  PlainKey,
  'refused.controlCharacter' | 'refused.twoHosts' | 'refused.otherHost'
>;

/**
 * Why no page can be given for a request as it stands, as a message for the person who sent it; `undefined` when it can
 * be looked for. Two `Host` fields are 400 by RFC 9112 §3.2: a proxy may have believed the other one.
 * @param url absolute, its path percent-encoded
 * @param incoming what Node read, where a server is in front
 */
export function refusedTarget(url: string, incoming?: IncomingMessage): WhyRefused | undefined {
  if (url.includes('%') && CONTROL.test(pathOf(url))) {
    return 'refused.controlCharacter';
  }
  if (!incoming) return undefined;
  if (hostsOf(incoming) > 1) return 'refused.twoHosts';
  return contradicts(incoming) ? 'refused.otherHost' : undefined;
}
