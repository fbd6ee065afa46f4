import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { TooManyPage } from '../../../templates/web/readers/messages.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { clientAddress, type Limit, limits, networkOf, withinLimits } from '../limits/index.ts';
import type { ReaderPages } from './deps.ts';

/** The network that a request comes from. */
export function networkFrom(c: Context, trustProxy: number): string {
  let socket: string | undefined;
  try {
    socket = getConnInfo(c).remote.address;
  } catch {
    // Called without a server, as `app.request` does.
  }
  return networkOf(clientAddress(socket, c.req.header('x-forwarded-for'), trustProxy));
}

const units = [
  { name: 'hour', seconds: 3_600 },
  { name: 'minute', seconds: 60 },
];

/** Rounded up to whole minutes, or to whole hours from two hours on: "1 minute", "25 minutes", "5 hours". */
export function waitInWords(seconds: number): string {
  const unit = units.find((each) => seconds >= each.seconds * 2) ?? { name: 'minute', seconds: 60 };
  const count = Math.max(1, Math.ceil(seconds / unit.seconds));
  return `${count} ${unit.name}${count === 1 ? '' : 's'}`;
}

/** The page that says how long to wait (RFC 6585 §4), or `undefined` to go ahead. */
export async function refuseTooMany(
  c: Context,
  { pages, site }: { pages: ReaderPages; site: Site },
  more: readonly { limit: Limit; who: string }[] = [],
): Promise<Response | undefined> {
  const network = { limit: limits.mailFromNetwork, who: networkFrom(c, pages.config.trustProxy) };
  const wait = await withinLimits(pages, network, ...more);
  if (wait === 0) {
    return undefined;
  }
  c.header('Retry-After', String(wait));
  return c.html(<TooManyPage site={site} wait={waitInWords(wait)} />, 429);
}
