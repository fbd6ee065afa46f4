import { isIP } from 'node:net';
import { record } from '../acts/index.ts';
import { type Actor, type Clock, type Database, fault } from '../core/index.ts';
import type { RetiredDomain } from '../rendering/index.ts';
import { deleteRetiredDomain, upsertRetiredDomain } from './retired.store.ts';

type Deps = { db: Database; clock: Clock };

/**
 * Puts a domain on the list, or says anew what took its place. Both may be typed as addresses of pages.
 * @throws Fault `invalid` for what is no domain
 */
export async function retireDomain(
  { db, clock }: Deps,
  { domain: typed, successor: moved, by }: { domain: string; successor: string; by: Actor },
): Promise<RetiredDomain> {
  const retired = { domain: typedDomain(typed), successor: moved.trim() === '' ? null : typedPlace(moved) };
  if (retired.domain === retired.successor)
    throw fault('invalid', 'A domain cannot take its own place: say where it has moved, or leave that out.');
  return db.transaction().execute(async (tx) => {
    const at = clock.now();
    const before = await upsertRetiredDomain(tx, retired, at);
    if (!before || before.successor !== retired.successor)
      await record(tx, { act: 'domain.retired', by, subject: 0, params: retired }, at);
    return retired;
  });
}

/** Takes a domain off the list. @throws Fault `not-found`, `invalid` */
export async function unretireDomain(
  { db, clock }: Deps,
  { domain: typed, by }: { domain: string; by: Actor },
): Promise<string> {
  const domain = typedDomain(typed);
  return db.transaction().execute(async (tx) => {
    if (!(await deleteRetiredDomain(tx, domain)))
      throw fault('not-found', `${domain} is not on the list of retired domains.`);
    await record(tx, { act: 'domain.unretired', by, subject: 0, params: { domain } }, clock.now());
    return domain;
  });
}

function typedUrl(typed: string): URL {
  const text = typed.trim();
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const host = url?.hostname.replace(/\.$/, '') ?? '';
  // A name of one label is a whole country, or a machine of somebody's own.
  if (!url || !host.includes('.') || isIP(host) !== 0)
    throw fault('invalid', `“${text.slice(0, 100)}” is no domain: type one such as example.org.`);
  url.hostname = host;
  return url;
}

/** Every host below it is meant too, so `www.` says nothing. */
const typedDomain = (typed: string): string => typedUrl(typed).hostname.replace(/^www\.(?=.*\.)/, '');

function typedPlace(typed: string): string {
  const { hostname, pathname } = typedUrl(typed);
  return hostname + pathname.replace(/\/$/, '');
}
