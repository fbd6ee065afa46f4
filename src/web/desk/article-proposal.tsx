import { type Context, Hono } from 'hono';
import { ProposalPage } from '../../../templates/web/desk/article-proposal.tsx';
import { contentNow, judgeProposal, openProposal, showArticle } from '../../articles/index.ts';
import { paths } from '../../core/index.ts';
import { readForm } from '../readers/form.ts';
import { idOf, toArticle } from './article.tsx';
import { changedFields, fieldsOf } from './article-versions.tsx';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { formLimit, mayOnly } from './guards.ts';
import { momentOf } from './moment-of.ts';
import { deskPage } from './page.tsx';

/** A change that a contributor proposes to an accepted article, with its word differences: taken or left. */
export function articleProposalRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const judge = mayOnly('article.judge');
  routes.get(paths.desk.articleProposal.route, judge, (c) => show(deps, c));
  routes.post(paths.desk.articleProposal.route, judge, formLimit, async (c) => {
    const id = idOf(c);
    const form = await readForm(c);
    const take = form.text('do') === 'take';
    const proposal = Number(form.text('proposal')) || 0;
    await judgeProposal(deps, id, { proposal, take, by: c.get('actor') });
    return toArticle(c, id, take ? 'change-taken' : 'change-left');
  });
  return routes;
}

async function show({ db, clock }: DeskDeps, c: Context<SignedInEnv>) {
  const [id, site] = [idOf(c), c.get('site')];
  const article = await showArticle(db, id);
  const proposal = await openProposal(db, id);
  if (!proposal) return toArticle(c, id);
  const { headline, summary, body } = proposal;
  const now = contentNow(article);
  const typed = await fieldsOf(db);
  const fields = changedFields(typed(now), typed({ ...now, headline, summary, body }));
  const view = {
    back: site.at(paths.desk.article({ id })),
    headline: article.headline,
    proposal: proposal.id,
    at: momentOf(proposal.at, { clock, site }),
    changes: fields,
  };
  return deskPage(c, { at: 'articles', title: 'A proposed change', body: <ProposalPage {...view} /> });
}
