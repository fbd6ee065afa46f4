import { Hono } from 'hono';
import { sendPreferencesLink } from '../../../subscribers/index.ts';
import { LinkSentPage, LostLinkPage } from '../../../templates/web/readers/messages.tsx';
import { mailboxKey, paths } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { limits } from '../limits/index.ts';
import type { ReaderEnv, ReaderPages } from './deps.ts';
import { readEmail, readForm } from './form.ts';
import { formSize, ownForms } from './guards.ts';
import { networkFrom, refuseTooMany } from './too-many.tsx';

/** `/preferences`: a reader who has lost the link asks for a new one, by mail only. */
export function lostLinkRoutes(pages: ReaderPages): Hono<ReaderEnv> {
  const routes = new Hono<ReaderEnv>();
  routes.get(paths.lostLink.route, (c) =>
    c.html(
      c.req.query('sent') === undefined ? (
        <LostLinkPage site={c.var.site} email="" />
      ) : (
        <LinkSentPage site={c.var.site} />
      ),
    ),
  );
  routes.post(paths.lostLink.route, ownForms(pages.config.publicUrl), formSize, async (c) => {
    const form = await readForm(c);
    const { value: email, problem } = readEmail(form, c.var.site.locale);
    if (problem) {
      return c.html(<LostLinkPage site={c.var.site} email={form.text('email')} problems={[problem]} />, 400);
    }
    const refused = await refuseTooMany(c, { pages, site: c.var.site }, [
      { limit: limits.lostLink, who: `${mailboxKey(email)} from ${networkFrom(c, pages.config.trustProxy)}` },
    ]);
    if (refused) return refused;
    await sendPreferencesLink(pages, email, { source: 'preferences page', wording: null });
    return leadTo(c, c.var.site, { address: paths.lostLink({ sent: '' }), status: 303 });
  });
  return routes;
}
