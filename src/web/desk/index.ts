import { Hono } from 'hono';
import { paths } from '../../core/index.ts';
import { ownForms } from '../readers/guards.ts';
import { alarmRoutes } from './alarms.tsx';
import { approvalRoutes } from './approval.tsx';
import { approveByLinkRoutes } from './approve-by-link.tsx';
import { deskArticleRoutes } from './article-routes.ts';
import { auditRoutes } from './audit.tsx';
import { calendarRoutes } from './calendar.tsx';
import { checkRoutes } from './check.tsx';
import type { DeskDeps, DeskEnv, SignedInEnv } from './deps.ts';
import { doctorRoutes } from './doctor.tsx';
import { editionRoutes } from './edition.tsx';
import { partnerFeedRoutes } from './feeds.tsx';
import { flowRoutes } from './flows.tsx';
import { deskHeaders, signedIn } from './guards.ts';
import { homeRoutes } from './home.tsx';
import { importRoutes } from './import.tsx';
import { peopleRoutes } from './people.tsx';
import { previewRoutes } from './preview.tsx';
import { printRoutes } from './print.tsx';
import { deskRefusals } from './refusals.tsx';
import { reportRoutes } from './report.tsx';
import { retiredDomainRoutes } from './retired-domains.tsx';
import { keepWords } from './review.ts';
import { runRoutes } from './run.tsx';
import { sectionRoutes } from './sections.tsx';
import { sendRoutes } from './send.tsx';
import { settingsRoutes } from './settings.tsx';
import { signInRoutes } from './sign-in.tsx';
import { signInCodeRoutes } from './sign-in-code.tsx';
import { signInLinkRoutes } from './sign-in-link.tsx';
import { signUpElsewhereRoutes } from './sign-up-elsewhere.tsx';
import { subscriberRoutes } from './subscriber.tsx';
import { subscriberListRoutes } from './subscribers.tsx';
import { tellingRoutes } from './tellings.tsx';

/** The editors' pages. Nothing here answers who is not signed in, but for signing in itself. */
export function deskRoutes(deps: DeskDeps): Hono<DeskEnv> {
  const routes = new Hono<DeskEnv>();
  const { stem } = paths.desk.home;
  for (const under of [stem, paths.approve.stem]) {
    routes.use(`${under}/*`, deskHeaders, async (c, next) => {
      c.set('site', await deps.site());
      await next();
    });
  }
  // Not of mailed links: there the token is the authority, and such a page gives no origin away.
  routes.use(`${stem}/*`, ownForms(deps.config.publicUrl));
  const reviewing = { ...deps, words: keepWords() };
  routes.route('/', approveByLinkRoutes(reviewing));
  routes.route('/', signInRoutes(deps));
  routes.route('/', signInCodeRoutes(deps));
  routes.route('/', signInLinkRoutes(deps));
  const inside = new Hono<SignedInEnv>();
  inside.use(`${stem}/*`, signedIn(deps));
  inside.route('/', homeRoutes(deps));
  inside.route('/', peopleRoutes(deps));
  inside.route('/', auditRoutes(deps));
  inside.route('/', sectionRoutes(deps));
  inside.route('/', signUpElsewhereRoutes(deps));
  inside.route('/', alarmRoutes(deps));
  inside.route('/', settingsRoutes(deps));
  inside.route('/', partnerFeedRoutes(deps));
  inside.route('/', deskArticleRoutes(deps));
  inside.route('/', editionRoutes(deps));
  inside.route('/', approvalRoutes(reviewing));
  inside.route('/', previewRoutes(deps));
  inside.route('/', checkRoutes(deps));
  inside.route('/', printRoutes(deps));
  inside.route('/', retiredDomainRoutes(deps));
  inside.route('/', sendRoutes(deps));
  if (deps.calendar) inside.route('/', calendarRoutes({ ...deps, calendar: deps.calendar }));
  if (deps.flows) {
    const withFlows = { ...deps, flows: deps.flows };
    inside.route('/', flowRoutes(withFlows));
    inside.route('/', doctorRoutes(withFlows));
    inside.route('/', runRoutes(withFlows));
  }
  inside.route('/', reportRoutes(deps));
  inside.route('/', tellingRoutes(deps));
  inside.route('/', subscriberListRoutes(deps));
  inside.route('/', subscriberRoutes(deps));
  inside.route('/', importRoutes(deps));
  routes.route('/', inside);
  routes.onError(deskRefusals(deps));
  return routes;
}
