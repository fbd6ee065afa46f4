import { type Context, Hono } from 'hono';
import {
  type Confirmation,
  confirm,
  currentWording,
  type How,
  type Reader,
  readerLinks,
  renewConfirmation,
  viewConfirmation,
  wordingOf,
} from '../../../subscribers/index.ts';
import {
  AlreadyConfirmedPage,
  ConfirmAgainPage,
  ConfirmExpiredPage,
  ConfirmedPage,
  ConfirmPage,
} from '../../../templates/web/readers/confirm.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { nextToSend } from '../../calendar/index.ts';
import { paths } from '../../core/index.ts';
import type { ReaderEnv, ReaderPages } from './deps.ts';
import { formSize, privatePage } from './guards.ts';
import { labelsOf, sectionOptions } from './sections.ts';
import { refuseTooMany } from './too-many.tsx';
import { hoursUntil } from './wait.ts';

const how = (c: Context<ReaderEnv>): How => ({
  source: 'confirm page',
  wording: currentWording.confirm,
  language: c.var.site.speaks,
});

/** The link of the confirmation mail: GET looks, only POST confirms. */
export function confirmRoutes(pages: ReaderPages): Hono<ReaderEnv> {
  const options = sectionOptions(pages.archive);
  const links = readerLinks(pages.keys, '');

  const dead = (c: Context<ReaderEnv>, state: Exclude<Confirmation['state'], 'open'>, token: string) =>
    state === 'already'
      ? c.html(<AlreadyConfirmedPage site={c.var.site} />)
      : c.html(
          <ConfirmExpiredPage
            site={c.var.site}
            reason={state}
            again={c.var.site.at(paths.confirmAgain({ token }))}
          />,
          410,
        );

  const routes = new Hono<ReaderEnv>();
  routes.use(`${paths.confirm.stem}/*`, privatePage, formSize);
  routes.get(paths.confirm.route, async (c) => {
    const { state, reader } = await viewConfirmation(pages, c.req.param('token'));
    if (state !== 'open') return dead(c, state, c.req.param('token'));
    const labels = labelsOf(reader.choice, await options(c.var.site));
    return c.html(
      <ConfirmPage
        site={c.var.site}
        labels={labels}
        wording={wordingOf(currentWording.confirm, c.var.site.locale)}
      />,
    );
  });
  routes.post(paths.confirm.route, async (c) => {
    const { state, reader } = await confirm(pages, c.req.param('token'), how(c));
    if (state !== 'open') return dead(c, state, c.req.param('token'));
    const { preferences } = links(reader.id, reader.linkVersion);
    return c.html(
      <ConfirmedPage
        site={c.var.site}
        labels={labelsOf(reader.choice, await options(c.var.site))}
        preferences={c.var.site.at(preferences)}
        next={await nextEdition(pages, c.var.site)}
        latest={await latestEdition(pages, reader)}
      />,
    );
  });
  routes.post(paths.confirmAgain.route, async (c) => {
    const refused = await refuseTooMany(c, { pages, site: c.var.site });
    if (refused) return refused;
    const due = await renewConfirmation(pages, c.req.param('token'), how(c));
    const waitHours = hoursUntil(due, pages.clock.now());
    return c.html(<ConfirmAgainPage site={c.var.site} waitHours={waitHours} />);
  });
  return routes;
}

/** What the calendar has next, and its number where that is settled. */
async function nextEdition({ calendar, db }: ReaderPages, { locale, timeZone }: Site) {
  const next = calendar && (await nextToSend(calendar));
  if (!next) return undefined;
  const number = next.edition ?? (await calendar.nextEdition(db));
  return { day: locale.day(next.dates.send, timeZone), ...(number === undefined ? {} : { number }) };
}

/** The last edition, as far as it is for this reader. */
async function latestEdition({ archive }: ReaderPages, { choice }: Reader) {
  const [latest] = (await archive.catalogue()).editions;
  if (!latest) return undefined;
  const { number, cover, language } = latest;
  const sections = choice === 'all' || choice.length === 0 ? undefined : choice;
  return {
    path: paths.edition({ number }, { sections }),
    number,
    cover,
    ...(language === undefined ? {} : { language }),
  };
}
