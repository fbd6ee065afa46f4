import { retireDomain, unretireDomain } from '../links/index.ts';
import { selectRetiredDomains } from '../rendering/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { withApp } from './with-app.ts';

export const domainList = ({ json }: { json?: boolean }) =>
  withApp(async ({ db }) => {
    const list = await selectRetiredDomains(db);
    if (json) sayJson(list);
    else if (list.length === 0)
      say('No domain is retired: `quarterly domains retire DOMAIN` puts one on the list.');
    else
      say(
        table([['domain', 'moved to'], ...list.map(({ domain, successor }) => [domain, successor ?? '–'])]),
      );
  });

export const retireCommand = (domain: string, { successor = '' }: { successor?: string }) =>
  acting('domains.change', OPERATOR, async (app, by) => {
    const retired = await retireDomain(app, { domain, successor, by });
    const moved = retired.successor === null ? 'given up' : `moved to ${retired.successor}`;
    say(`Links to ${retired.domain}, ${moved}, are found by \`quarterly edition check\`.`);
  });

export const unretireCommand = (domain: string) =>
  acting('domains.change', OPERATOR, async (app, by) => {
    say(`${await unretireDomain(app, { domain, by })} is off the list of retired domains.`);
  });
