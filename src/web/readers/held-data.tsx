import { Hono } from 'hono';
import {
  copyAsCsv,
  copyAsJson,
  currentWording,
  erase,
  giveCopy,
  type How,
  wordingOf,
} from '../../../subscribers/index.ts';
import { ErasedPage } from '../../../templates/web/readers/messages.tsx';
import { CopyForm, DeleteForm } from '../../../templates/web/readers/preference-forms.tsx';
import { paths } from '../../core/index.ts';
import type { PreferenceEnv, ReaderPages } from './deps.ts';
import { readForm } from './form.ts';

const asked: How = { source: 'preferences page', wording: null };

/** A reader's rights over what is held about them: a copy (UK GDPR Article 15) and erasure (Article 17). */
export function heldDataRoutes(pages: ReaderPages): Hono<PreferenceEnv> {
  const routes = new Hono<PreferenceEnv>();

  routes.get(paths.preference.copy.route, (c) =>
    c.html(
      <CopyForm site={c.var.site} back={c.var.site.at(paths.preferences({ token: c.req.param('token') }))} />,
    ),
  );
  routes.post(paths.preference.copy.route, async (c) => {
    const as = (await readForm(c)).text('as') === 'json' ? 'json' : 'csv';
    const copy = await giveCopy(pages, c.var.reader.id, asked);
    c.header('Content-Disposition', `attachment; filename="what-we-hold.${as}"`);
    return as === 'json'
      ? c.body(copyAsJson(copy), 200, { 'Content-Type': 'application/json; charset=utf-8' })
      : c.body(copyAsCsv(copy), 200, { 'Content-Type': 'text/csv; charset=utf-8' });
  });

  routes.get(paths.preference.delete.route, (c) =>
    c.html(
      <DeleteForm
        site={c.var.site}
        back={c.var.site.at(paths.preferences({ token: c.req.param('token') }))}
        wording={wordingOf(currentWording.erase, c.var.site.locale)}
      />,
    ),
  );
  routes.post(paths.preference.delete.route, async (c) => {
    const { id } = c.var.reader;
    const by = { kind: 'reader', id } as const;
    await erase(pages, id, {
      source: 'preferences page',
      wording: currentWording.erase,
      language: c.var.site.speaks,
      by,
    });
    return c.html(<ErasedPage site={c.var.site} />);
  });
  return routes;
}
