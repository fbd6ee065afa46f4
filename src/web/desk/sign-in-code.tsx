import { type Context, Hono } from 'hono';
import { DeskPage } from '../../../templates/web/desk/page.tsx';
import { SignInCodePage } from '../../../templates/web/desk/sign-in.tsx';
import { enterCode } from '../../access/index.ts';
import { paths } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { DeskDeps, DeskEnv } from './deps.ts';
import { openInBrowser, readAsked } from './session.ts';
import { whatKeepsMails } from './what-keeps-mails.ts';

/** `/desk/sign-in/code`: the mail is on its way; its code is typed here, or its link opened in this browser. */
export function signInCodeRoutes(deps: DeskDeps): Hono<DeskEnv> {
  const routes = new Hono<DeskEnv>();
  routes.get(paths.desk.signInCode.route, async (c) =>
    readAsked(c, deps)
      ? typing(c, deps)
      : leadTo(c, c.get('site'), { address: paths.desk.signIn(), status: 303 }),
  );
  routes.post(paths.desk.signInCode.route, formSize, async (c) => {
    const code = (await readForm(c)).text('code');
    if (code === '') return typing(c, deps, { code, wrong: 'Enter the code from the mail.' });
    const asked = readAsked(c, deps);
    const session = asked && (await enterCode(deps, { code: code.slice(0, 64), browser: asked.browser }));
    if (session) return openInBrowser(c, deps, { session, next: asked.next });
    return typing(c, deps, { code, wrong: WRONG });
  });
  return routes;
}

/** The same whatever is wrong, so that it tells nobody whether the address belongs to the desk. */
const WRONG = 'This code is not right, or is no longer: look at the newest mail, or ask for another.';

async function typing(c: Context<DeskEnv>, deps: DeskDeps, typed?: { code: string; wrong: string }) {
  const problems = typed ? [{ field: 'code', message: typed.wrong }] : [];
  const trouble = await whatKeepsMails(deps);
  return c.html(
    <DeskPage site={c.get('site')} title="Check your mail" links={[]} problems={problems}>
      <SignInCodePage site={c.get('site')} code={typed?.code ?? ''} wrong={typed?.wrong} trouble={trouble} />
    </DeskPage>,
    typed ? 400 : 200,
  );
}
