import { Hono } from 'hono';
import { HomePage } from '../../../templates/web/desk/home.tsx';
import { paths } from '../../core/index.ts';
import type { SignedInEnv } from './deps.ts';
import { deskPage } from './page.tsx';

export function homeRoutes(): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  routes.get(paths.desk.home.route, (c) =>
    deskPage(c, { at: 'home', title: 'What needs you', body: <HomePage /> }),
  );
  return routes;
}
