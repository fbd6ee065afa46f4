import { type Context, Hono } from 'hono';
import { SignUpElsewherePage } from '../../../templates/web/desk/sign-up-elsewhere.tsx';
import { paths } from '../../core/index.ts';
import { qrCode, signUpAddress, signUpForm } from '../../rendering/index.ts';
import { openSectionBook } from '../../sections/index.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';

/** `/desk/sign-up`: what to put on other sites and on posters, so that people subscribe from there. */
export function signUpElsewhereRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const { signUp, signUpCode } = paths.desk;
  for (const { route } of [signUp, signUpCode]) routes.use(route, mayOnly('section.change'));
  routes.get(signUp.route, async (c) => {
    const [site, { live, only }] = [c.get('site'), await chosenIn(c, deps)];
    const sections = only.length > 0 ? only : undefined;
    return deskPage(c, {
      at: 'sections',
      title: 'Subscribe from elsewhere',
      body: (
        <SignUpElsewherePage
          site={site}
          sections={live}
          chosen={only}
          address={signUpAddress(site.publicUrl, only)}
          code={{ src: site.at(signUpCode({ sections })), file: site.at(signUpCode({ sections, file: '' })) }}
          form={signUpForm({ ...site, sections: live, only })}
        />
      ),
    });
  });
  routes.get(signUpCode.route, async (c) => {
    const { only } = await chosenIn(c, deps);
    const file = c.req.query('file') === undefined ? 'inline' : 'attachment; filename="sign-up.svg"';
    return c.body(qrCode(signUpAddress(c.get('site').publicUrl, only)), 200, {
      'Content-Type': 'image/svg+xml',
      'Content-Disposition': file,
    });
  });
  return routes;
}

async function chosenIn(c: Context<SignedInEnv>, { db }: DeskDeps) {
  const { live } = await openSectionBook(db);
  const asked = (c.req.queries('sections') ?? []).flatMap((list) => list.split(','));
  const only = live.map(({ slug }) => slug).filter((slug) => asked.some((one) => one === slug));
  return { live, only };
}
