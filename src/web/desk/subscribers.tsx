import { type Context, Hono } from 'hono';
import {
  countSubscribers,
  type FoundSubscriber,
  findSubscribers,
  monthlyChanges,
  type SubscriberCounts,
  takeExport,
} from '../../../subscribers/index.ts';
import { SUBSCRIBER_STATES } from '../../../templates/web/desk/subscriber-words.ts';
import {
  type SubscriberRowView,
  type SubscribersAsked,
  SubscribersPage,
} from '../../../templates/web/desk/subscribers.tsx';
import type { Overview } from '../../../templates/web/desk/subscribers-overview.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { may } from '../../access/index.ts';
import { type Clock, localDay, paths, type SubscriberState, subscriberId } from '../../core/index.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { momentOf } from './moment-of.ts';
import { deskPage } from './page.tsx';

const PAGE = 50;
const MONTHS = 12;

type Asked = SubscribersAsked & { before: number | undefined };

/** `/desk/subscribers`: who the readers are. Words to look for come in a form's body: an address belongs into no URL. */
export function subscriberListRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const { route } = paths.desk.subscribers;
  const sees = mayOnly('readers.see');
  routes.get(route, sees, (c) =>
    show(
      c,
      deps,
      asked((name) => (name === 'q' ? '' : c.req.query(name))),
    ),
  );
  routes.post(route, sees, formSize, async (c) => {
    const form = await readForm(c);
    return show(c, deps, asked(form.text));
  });
  routes.post(paths.desk.subscribersCsv.route, mayOnly('readers.export'), formSize, async (c) => {
    const state = (await readForm(c)).text('state');
    const by = c.get('actor');
    const pages = takeExport(deps, { state: isState(state) || state === 'all' ? state : 'active', by });
    return c.body(textStream(pages), 200, {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="subscribers.csv"`,
    });
  });
  return routes;
}

/** A page of rows at a time, as fast as the browser takes it. */
function textStream(pages: AsyncGenerator<{ text: string }>): ReadableStream<Uint8Array> {
  const octets = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pages.next();
      if (done) controller.close();
      else controller.enqueue(octets.encode(value.text));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
}

const isState = (text: string): text is SubscriberState => Object.hasOwn(SUBSCRIBER_STATES, text);

function asked(given: (name: string) => string | undefined): Asked {
  const [state, before] = [given('state') ?? '', given('before') ?? ''];
  return {
    words: (given('q') ?? '').trim().slice(0, 254),
    state: isState(state) ? state : '',
    section: (given('section') ?? '').slice(0, 200),
    before: /^\d{1,15}$/.test(before) ? Number(before) : undefined,
  };
}

async function show(c: Context<SignedInEnv>, { db, clock }: DeskDeps, { before, ...typed }: Asked) {
  const site = c.get('site');
  const isBare = before === undefined && Object.values(typed).every((value) => value === '');
  const span = { until: clock.now(), months: MONTHS, timeZone: site.timeZone };
  const [counts, found, months] = await Promise.all([
    countSubscribers(db),
    findSubscribers(db, {
      words: typed.words,
      state: isState(typed.state) ? typed.state : undefined,
      section: typed.section === '' ? undefined : typed.section,
      before: before === undefined ? undefined : subscriberId(before),
      limit: PAGE + 1,
    }),
    isBare ? monthlyChanges(db, span) : [],
  ]);
  const shown = found.slice(0, PAGE);
  const labels = new Map(counts.sections.map(({ slug, label }) => [slug, label]));
  return deskPage(c, {
    at: 'subscribers',
    title: 'Subscribers',
    body: (
      <SubscribersPage
        site={site}
        asked={typed}
        states={counts.states}
        sections={counts.sections}
        rows={shown.map((row) => rowView(row, { clock, site }, labels))}
        next={found.length > PAGE ? shown.at(-1)?.id : undefined}
        mayImport={may(c.get('actor'), 'readers.change')}
        mayExport={may(c.get('actor'), 'readers.export')}
        further={before !== undefined}
        overview={isBare ? overviewOf(site, counts, months) : undefined}
      />
    ),
  });
}

function rowView(
  { choice, createdAt, pausedUntil, stateReason, ...row }: FoundSubscriber,
  where: { clock: Clock; site: Site },
  labels: ReadonlyMap<string, string>,
): SubscriberRowView {
  const went = row.state === 'unsubscribed' || row.state === 'suppressed';
  return {
    ...row,
    reason: went && stateReason !== 'left' ? stateReason : null,
    sections: choice === 'all' ? 'All' : choice.map((slug) => labels.get(slug) ?? slug).join(', '),
    paused: pausedUntil ? `paused until ${localDay(pausedUntil, where.site.timeZone)}` : undefined,
    since: momentOf(createdAt, where),
  };
}

function overviewOf(
  site: Site,
  { sections, all, states }: SubscriberCounts,
  months: Awaited<ReturnType<typeof monthlyChanges>>,
): Overview {
  const named = (month: string, length: 'short' | 'long') =>
    new Intl.DateTimeFormat('en-GB', {
      month: length,
      ...(length === 'long' ? { year: 'numeric' } : {}),
      timeZone: 'UTC',
    }).format(new Date(`${month}-01T00:00:00Z`));
  return {
    months: months.map(({ month, ...counts }) => ({
      ...counts,
      short: named(month, 'short'),
      long: named(month, 'long'),
    })),
    sections: sections.map(({ slug, ...section }) => ({
      ...section,
      href: site.at(paths.desk.subscribers({ state: 'active', section: slug })),
    })),
    all,
    active: states.active,
  };
}
