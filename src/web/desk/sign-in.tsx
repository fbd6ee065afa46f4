import { Hono } from 'hono';
import { DeskPage } from '../../../templates/web/desk/page.tsx';
import { SignInPage } from '../../../templates/web/desk/sign-in.tsx';
import { paths } from '../../core/index.ts';
import type { DeskEnv } from './deps.ts';

export function signInRoutes(): Hono<DeskEnv> {
  const routes = new Hono<DeskEnv>();
  routes.get(paths.desk.signIn.route, (c) =>
    c.html(
      <DeskPage site={c.get('site')} title="Sign in to the desk" links={[]}>
        <SignInPage />
      </DeskPage>,
    ),
  );
  return routes;
}
