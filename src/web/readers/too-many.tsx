import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { TooManyPage, type TooManyProps } from '../../../templates/web/readers/messages.tsx';
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

/** Rounded up to whole minutes, or to whole hours from two hours on. */
export function roundedWait(seconds: number): TooManyProps['wait'] {
  const [unit, length] = seconds >= 7_200 ? (['hours', 3_600] as const) : (['minutes', 60] as const);
  return { unit, count: Math.max(1, Math.ceil(seconds / length)) };
}

/** The page that says how long to wait (RFC 6585 §4), or `undefined` to go ahead. */
export async function refuseTooMany(
  c: Context,
  {
    pages,
    site,
    network: limit = limits.mailFromNetwork,
  }: {
    pages: Pick<ReaderPages, 'db' | 'clock' | 'limitKey'> & { config: { trustProxy: number } };
    site: Site;
    network?: Limit;
  },
  more: readonly { limit: Limit; who: string }[] = [],
): Promise<Response | undefined> {
  const network = { limit, who: networkFrom(c, pages.config.trustProxy) };
  const wait = await withinLimits(pages, network, ...more);
  return wait === 0 ? undefined : tooMany(c, site, wait);
}

/** @param wait in seconds */
export function tooMany(c: Context, site: Site, wait: number): Response | Promise<Response> {
  c.header('Retry-After', String(wait));
  return c.html(<TooManyPage site={site} wait={roundedWait(wait)} />, 429);
}
