import { type Context, Hono } from 'hono';
import { DeskPage } from '../../../templates/web/desk/page.tsx';
import { ShownCodePage, SignInDeadPage, SignInLinkPage } from '../../../templates/web/desk/sign-in.tsx';
import { followLink, lookAtLink } from '../../access/index.ts';
import { paths } from '../../core/index.ts';
import { formSize, privatePage } from '../readers/guards.ts';
import type { DeskDeps, DeskEnv } from './deps.ts';
import { openInBrowser, readAsked } from './session.ts';

/**
 * `/desk/sign-in/<token>`, as it is mailed or printed. GET shows a page with a button and changes nothing, since scanners
 * follow links; the button signs in the browser that asked, and shows any other the code.
 */
export function signInLinkRoutes(deps: DeskDeps): Hono<DeskEnv> {
  const routes = new Hono<DeskEnv>();
  routes.use(paths.desk.signInLink.route, privatePage);
  routes.get(paths.desk.signInLink.route, async (c) => {
    const does = await lookAtLink(deps, { link: c.req.param('token'), browser: readAsked(c, deps)?.browser });
    if (!does) return dead(c);
    return c.html(
      <DeskPage site={c.get('site')} title="Sign in to the desk" links={[]}>
        <SignInLinkPage does={does} />
      </DeskPage>,
    );
  });
  routes.post(paths.desk.signInLink.route, formSize, async (c) => {
    const asked = readAsked(c, deps);
    const opened = await followLink(deps, { link: c.req.param('token'), browser: asked?.browser });
    if (!opened) return dead(c);
    if ('session' in opened) return openInBrowser(c, deps, { session: opened.session, next: asked?.next });
    return c.html(
      <DeskPage site={c.get('site')} title="Your code" links={[]}>
        <ShownCodePage code={opened.code} />
      </DeskPage>,
    );
  });
  return routes;
}

const dead = (c: Context<DeskEnv>) =>
  c.html(
    <DeskPage site={c.get('site')} title="This link works no longer" links={[]}>
      <SignInDeadPage site={c.get('site')} />
    </DeskPage>,
    410,
  );
