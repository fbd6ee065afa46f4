import { Hono } from 'hono';
import { articleRoutes } from './article.tsx';
import { articleDecisionRoutes } from './article-decisions.tsx';
import { articlePreviewRoutes } from './article-preview.ts';
import { articleProposalRoutes } from './article-proposal.tsx';
import { articleVersionRoutes } from './article-versions.tsx';
import { articleListRoutes } from './articles.tsx';
import { togetherRoutes } from './articles-together.tsx';
import type { DeskDeps, SignedInEnv } from './deps.ts';

const PAGES = [
  articleListRoutes,
  togetherRoutes,
  articleRoutes,
  articlePreviewRoutes,
  articleVersionRoutes,
  articleProposalRoutes,
  articleDecisionRoutes,
];

/** Every page of articles. */
export function deskArticleRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  for (const pages of PAGES) routes.route('/', pages(deps));
  return routes;
}
