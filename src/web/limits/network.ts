import { isIP } from 'node:net';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

function groups(address: string): string[] {
  // A URL parser writes any spelling of an IPv6 address in one way.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(missing).fill('0'), ...right];
}

/** Of the fourth group of 16 bits the first 8. */
function prefix56(address: string): string {
  const [first, second, third, fourth = '0'] = groups(address);
  const half = (Number.parseInt(fourth, 16) & 0xff00).toString(16);
  return `${first}:${second}:${third}:${half}::/56`;
}

/**
 * The network that an address belongs to: its /24 for IPv4, its /56 for IPv6, the least that a household or office is
 * given (RIPE-690 §4.2), so that 256 networks of 64 bits are one.
 * Whatever is no address shares one network.
 */
export function networkOf(address: string): string {
  const plain = MAPPED.exec(address)?.[1] ?? address;
  switch (isIP(plain)) {
    case 4:
      return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
    case 6:
      return plain.includes('%') ? 'unknown' : prefix56(plain);
    default:
      return 'unknown';
  }
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
  const claimed = forwarded?.split(',').map((entry) => entry.trim()) ?? [];
  const seen = proxies > 0 ? claimed.at(-proxies) : undefined;
  return (seen && isIP(seen) ? seen : socket) ?? 'unknown';
}
