import { Hono } from 'hono';
import { EditionListPage, EditionOverview } from '../../../templates/web/desk/edition.tsx';
import { paths } from '../../core/index.ts';
import { draftSnapshot, listEditions, loadEdition } from '../../editions/index.ts';
import { numberIn } from './approval.tsx';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { deskPage } from './page.tsx';
import { whoseTurn } from './turn.ts';

/** The editions, and each with whose turn it is. */
export function editionRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();

  routes.get(paths.desk.editions.route, async (c) => {
    const editions = await listEditions(deps.db);
    const body = <EditionListPage site={c.get('site')} editions={editions} />;
    return deskPage(c, { at: 'editions', title: 'Editions', body });
  });

  routes.get(paths.desk.edition.route, async (c) => {
    const number = numberIn(c);
    const edition = await loadEdition(deps.db, number);
    const turn = await whoseTurn(deps, edition);
    const { snapshot } = await draftSnapshot(deps, number);
    const sections = snapshot.sections.map(({ label, articles }) => ({
      label,
      headlines: articles.map(({ headline }) => headline),
    }));
    const { cover, title, state } = edition;
    const body = (
      <EditionOverview
        site={c.get('site')}
        edition={{ number, cover, title, state }}
        turn={turn}
        sections={sections}
      />
    );
    return deskPage(c, { at: 'editions', title: `Edition ${number}`, body });
  });
  return routes;
}
