import dns, { type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';

/**
 * What the filtering agent takes for public: IPv6 outside `2000::/3`, the only block given out (RFC 4291 §2.4), such as
 * `::10.0.0.1`; and the host that answers every machine of Azure about itself.
 */
const notPublic = new BlockList();
notPublic.addSubnet('::', 3, 'ipv6');
notPublic.addSubnet('4000::', 2, 'ipv6');
notPublic.addSubnet('8000::', 1, 'ipv6');
notPublic.addAddress('168.63.129.16');

/** `ENOTPUBLIC`: the address lies in a network of somebody's own. */
const refusedAddress = (address: string) =>
  Object.assign(new Error(`${address} is not allowed.`), { code: 'ENOTPUBLIC' });

function isRefused(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && notPublic.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** A name is refused when one of its addresses is: which of them is called is not ours to say. */
const publicOnly =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, done) =>
    lookup(hostname, options, (error, found: string | LookupAddress[], family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const refused = error ? undefined : addresses.find(isRefused);
      if (refused === undefined) done(error, found, family);
      else done(refusedAddress(refused), []);
    });

export type FeedReach = {
  /** Loopback and private networks too. */
  allowPrivate: boolean;
  /** How names become addresses; the system's way unless said. */
  lookup?: LookupFunction;
};

/**
 * An agent, and how it looks up names, for a server that we do not trust: the address that is checked is the one that is
 * called, so that a name server which answers otherwise the next time (DNS rebinding) gains nothing.
 * @throws Error with the code `ENOTPUBLIC` when the URL itself names an address inside.
 */
export function reaching(url: URL, { allowPrivate, lookup = dns.lookup as LookupFunction }: FeedReach) {
  const filter = { allowPrivateIPAddress: allowPrivate, allowMetaIPAddress: false };
  const agent =
    url.protocol === 'https:'
      ? new RequestFilteringHttpsAgent(filter)
      : new RequestFilteringHttpAgent(filter);
  if (allowPrivate) return { agent, lookup };
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isRefused(literal)) throw refusedAddress(literal);
  return { agent, lookup: publicOnly(lookup) };
}
