import { type Context, Hono } from 'hono';
import { RetiredDomainsPage } from '../../../templates/web/desk/retired-domains.tsx';
import { paths } from '../../core/index.ts';
import { retireDomain, unretireDomain } from '../../links/index.ts';
import { selectRetiredDomains } from '../../rendering/index.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';

type C = Context<SignedInEnv>;

const DONE: Readonly<Record<string, string>> = {
  added: 'It is on the list: links to it are found when an edition is checked.',
  removed: 'It is off the list.',
};

/** `/desk/retired-domains`: sites that have moved or closed, links to which are found without asking. */
export function retiredDomainRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const { retiredDomains, retiredDomainsRemove } = paths.desk;
  for (const { route } of [retiredDomains, retiredDomainsRemove])
    routes.use(route, mayOnly('domains.change'), formSize);
  routes.get(retiredDomains.route, (c) => listPage(c, deps));
  routes.post(retiredDomains.route, async (c) => {
    const form = await readForm(c);
    return pressed(c, {
      form,
      act: async () => {
        const typed = { domain: form.text('domain'), successor: form.text('successor') };
        await retireDomain(deps, { ...typed, by: c.get('actor') });
        return undefined;
      },
      again: (how) => listPage(c, deps, how),
      onward: retiredDomains({ done: 'added' }),
    });
  });
  routes.post(retiredDomainsRemove.route, async (c) => {
    const form = await readForm(c);
    return pressed(c, {
      form,
      act: async () => {
        await unretireDomain(deps, { domain: form.text('domain'), by: c.get('actor') });
        return undefined;
      },
      again: (how) => listPage(c, deps, how),
      onward: retiredDomains({ done: 'removed' }),
    });
  });
  return routes;
}

async function listPage(c: C, { db }: DeskDeps, again?: PressedAgain) {
  const typed = { domain: again?.form.text('domain') ?? '', successor: again?.form.text('successor') ?? '' };
  const problems = (again?.problems ?? []).map(({ field, message }) => ({
    field: field === 'main' ? 'domain' : field,
    message,
  }));
  return deskPage(c, {
    at: 'editions',
    title: 'Retired domains',
    done: again ? undefined : DONE[c.req.query('done') ?? ''],
    problems,
    ...(again ? { status: again.status } : {}),
    body: (
      <RetiredDomainsPage
        site={c.get('site')}
        domains={await selectRetiredDomains(db)}
        typed={typed}
        problems={problems}
      />
    ),
  });
}
