import { type Context, Hono } from 'hono';
import {
  type AddressChange,
  confirmAddressChange,
  currentWording,
  readerLinks,
  viewAddressChange,
  wordingOf,
} from '../../../subscribers/index.ts';
import {
  AddressChangedPage,
  AddressChangePage,
  AddressLinkDeadPage,
} from '../../../templates/web/readers/messages.tsx';
import { paths } from '../../core/index.ts';
import type { ReaderEnv, ReaderPages } from './deps.ts';
import { formSize, privatePage } from './guards.ts';

/** `/address/<token>`, mailed to a reader's new mailbox: GET looks, only POST moves the bulletin. */
export function addressRoutes(pages: ReaderPages): Hono<ReaderEnv> {
  const links = readerLinks(pages.keys, '');
  const dead = (c: Context<ReaderEnv>, state: Exclude<AddressChange['state'], 'open'>) =>
    c.html(<AddressLinkDeadPage site={c.var.site} reason={state} />, 410);

  const routes = new Hono<ReaderEnv>();
  routes.use(`${paths.addressChange.stem}/*`, privatePage, formSize);
  routes.get(paths.addressChange.route, async (c) => {
    const { state, reader } = await viewAddressChange(pages, c.req.param('token'));
    if (state !== 'open') return dead(c, state);
    const wording = wordingOf(currentWording.address, c.var.site.locale);
    return c.html(<AddressChangePage site={c.var.site} email={reader.newEmail ?? ''} wording={wording} />);
  });
  routes.post(paths.addressChange.route, async (c) => {
    const { speaks: language } = c.var.site;
    const how = { source: 'address page', wording: currentWording.address, language } as const;
    const { state, reader } = await confirmAddressChange(pages, c.req.param('token'), how);
    if (state !== 'open') return dead(c, state);
    const { preferences } = links(reader.id, reader.linkVersion);
    return c.html(
      <AddressChangedPage
        site={c.var.site}
        email={reader.email ?? ''}
        preferences={c.var.site.at(preferences)}
      />,
    );
  });
  return routes;
}
