import { isIP } from 'node:net';

/** `[2001:db8::1]:443`, `203.0.113.5:4711`: some proxies add the client's port, and brackets (RFC 7239 §6). */
const WITH_PORT = /^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$/;

function withoutPort(entry: string): string {
  const [, bracketed, dotted] = WITH_PORT.exec(entry) ?? [];
  return bracketed ?? dotted ?? entry;
}

function groups(address: string): string[] {
  // A URL parser writes any spelling of an IPv6 address in one way.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(missing).fill('0'), ...right];
}

/** The IPv4 address in `::ffff:cb00:714d`, an IPv4-mapped one in hexadecimal (RFC 4291 §2.5.5.2). */
function mappedIn(all: readonly string[]): string | undefined {
  const [high = 0, low = 0] = all.slice(6).map((group) => Number.parseInt(group, 16));
  const isMapped = all.slice(0, 6).join(':') === '0:0:0:0:0:ffff';
  return isMapped ? [high >> 8, high & 255, low >> 8, low & 255].join('.') : undefined;
}

const prefix24 = (address: string) => `${address.split('.').slice(0, 3).join('.')}.0/24`;

/** Of the fourth group of 16 bits the first 8. */
function prefix56(all: readonly string[]): string {
  const [first, second, third, fourth = '0'] = all;
  const half = (Number.parseInt(fourth, 16) & 0xff00).toString(16);
  return `${first}:${second}:${third}:${half}::/56`;
}

/**
 * The network that an address belongs to: its /24 for IPv4, its /56 for IPv6, the least that a household or office is
 * given (RIPE-690 §4.2), so that 256 networks of 64 bits are one.
 * Whatever is no address shares one network.
 */
export function networkOf(address: string): string {
  if (isIP(address) === 4) return prefix24(address);
  if (isIP(address) !== 6 || address.includes('%')) return 'unknown';
  const all = groups(address);
  const mapped = mappedIn(all);
  return mapped === undefined ? prefix56(all) : prefix24(mapped);
}

/**
 * The client's address. With `proxies` of our own in front, each of which appends whom it saw to `X-Forwarded-For`, it is
 * that many entries from the end: what stands before is the client's own claim.
 */
export function clientAddress(
  socket: string | undefined,
  forwarded: string | undefined,
  proxies: number,
): string {
  const claimed = forwarded?.split(',').map((entry) => withoutPort(entry.trim())) ?? [];
  const seen = proxies > 0 ? claimed.at(-proxies) : undefined;
  return (seen && isIP(seen) ? seen : socket) ?? 'unknown';
}
