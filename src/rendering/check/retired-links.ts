import type { Snapshot } from '../../editions/index.ts';
import { hostOf, linksOf } from './found-links.ts';
import { findingsOf, type LinkFinding } from './link-finding.ts';

/** A domain that has moved or was given up, with every host below it; `successor` is a host, perhaps with a path. */
export type RetiredDomain = { domain: string; successor: string | null };

const isUnder = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`);

/** The narrowest domain of the list that a host lies under, unless it lies under what took that domain's place. */
export function retiredDomainOf(host: string, list: readonly RetiredDomain[]): RetiredDomain | undefined {
  const [found] = list
    .filter(({ domain }) => isUnder(host, domain))
    .sort((a, b) => b.domain.length - a.domain.length);
  const successor = found?.successor?.split('/', 1)[0];
  return successor !== undefined && isUnder(host, successor) ? undefined : found;
}

/** Links and mailboxes of an edition whose domain is on the list. Nobody is asked. */
export function retiredLinks(snapshot: Snapshot, list: readonly RetiredDomain[]): LinkFinding[] {
  return linksOf(snapshot).flatMap((link) => {
    const retired = retiredDomainOf(hostOf(link.url), list);
    if (!retired) return [];
    const { domain, successor } = retired;
    const isMailbox = link.url.startsWith('mailto:');
    const what = isMailbox ? `The address ${link.url.slice('mailto:'.length)}` : `The link ${link.url}`;
    const message =
      successor === null
        ? `${what} is at ${domain}, which was given up.`
        : `${what} is at ${domain}, which has moved to ${successor}.`;
    const mend = isMailbox
      ? 'Ask the team for its present address.'
      : successor === null
        ? 'Link to another page, or take the link out.'
        : `Link to the page at ${successor} instead.`;
    return findingsOf(link, { level: 'warning', message, mend });
  });
}
