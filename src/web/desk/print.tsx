import { Hono } from 'hono';
import { EditionPrint } from '../../../templates/web/desk/print.tsx';
import { actorName, fault, paths } from '../../core/index.ts';
import { contentKey, draftSnapshot, isFrozen, loadEdition, selectLookedAt } from '../../editions/index.ts';
import { readDraft } from '../../publishing/index.ts';
import { editionSheets } from '../../rendering/index.ts';
import { numberIn } from './approval.tsx';
import type { DeskDeps, SignedInEnv } from './deps.ts';

/** `/desk/editions/N/print`: the whole edition on paper, for people who sign there. No mail is compiled for it. */
export function printRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();

  routes.get(paths.desk.print.route, async (c) => {
    const { db, clock } = deps;
    const number = numberIn(c);
    const { state } = await loadEdition(db, number);
    const { snapshot } = await draftSnapshot(deps, number);
    const edition = await readDraft(db, { edition: number, clock });
    const [given] = isFrozen(state) ? await selectLookedAt(db, { edition: number }) : [];
    // A draft's own hash is of its date, too: another at each look.
    const content = contentKey(snapshot);
    const site = c.get('site');
    return c.html(
      <EditionPrint
        site={site}
        edition={{ ...edition, preheader: snapshot.preheader ?? '' }}
        sheets={editionSheets(site, edition)}
        content={content}
        at={clock.now()}
        stylesheet={site.at(
          paths.desk.printSheets({ number }, { content, state: isFrozen(state) ? 'approved' : 'draft' }),
        )}
        {...(isFrozen(state) ? { approved: given ? { by: actorName(given.actor), at: given.at } : {} } : {})}
      />,
    );
  });

  // What stands at the edge of each sheet is said in a stylesheet or nowhere (CSS Paged Media 3 §4), and no page has styles inside.
  routes.get(paths.desk.printSheets.route, (c) => {
    const content = contentOf(c.req.query('content'));
    const mark = c.req.query('state') === 'approved' ? 'As approved' : 'DRAFT, not approved';
    const words = `Edition ${numberIn(c)} · ${mark} · ${content.slice(0, 12)}`;
    return c.body(`@media print{@page{@top-left{content:"${words}";font-size:9pt}}}\n`, 200, {
      'Content-Type': 'text/css; charset=utf-8',
    });
  });
  return routes;
}

/** @throws Fault `not-found` for what is no hash: it is printed into a stylesheet. */
function contentOf(text = ''): string {
  if (!/^[0-9a-f]{64}$/.test(text)) throw fault('not-found', 'There is no such stylesheet.');
  return text;
}
