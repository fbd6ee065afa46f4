import { paths, type SubscriberState } from '../../../src/core/index.ts';
import { Button, EmptyState, Input, LinkButton, Select, Tag } from '../components/index.ts';
import type { Moment } from '../parts.tsx';
import { Time } from '../parts.tsx';
import type { Site } from '../site.ts';
import { howMany } from './moments.ts';
import { SUBSCRIBER_STATES } from './subscriber-words.ts';
import { type Overview, SubscribersOverview } from './subscribers-overview.tsx';

export type SubscriberRowView = {
  id: number;
  email: string | null;
  name: string | null;
  organisation: string | null;
  state: SubscriberState;
  reason: string | null;
  sections: string;
  paused: string | undefined;
  since: Moment;
};

/** As it was asked for. `words` are never part of an address: they may be a reader's. */
export type SubscribersAsked = { words: string; state: string; section: string };

export type SubscribersView = {
  site: Site;
  asked: SubscribersAsked;
  states: Readonly<Record<SubscriberState, number>>;
  sections: readonly { slug: string; label: string }[];
  rows: readonly SubscriberRowView[];
  /** The id after which more follow; absent = these are all. */
  next?: number | undefined;
  mayImport: boolean;
  mayExport: boolean;
  /** Not the first page. */
  further: boolean;
  /** Only where nothing was asked for. */
  overview?: Overview | undefined;
};

/** Who the readers are: counted, looked for, and how they came and went. */
export function SubscribersPage(props: SubscribersView) {
  const { site, states, overview, asked } = props;
  const empty = Object.values(states).every((count) => count === 0);
  return (
    <>
      <div class="desk-title">
        <h1>Subscribers</h1>
        {props.mayImport && <LinkButton href={site.at(paths.desk.subscribersImport())}>Import</LinkButton>}
      </div>
      {empty ? (
        <EmptyState title="Nobody has subscribed yet">
          <p>
            Readers sign up at <a href={site.at(paths.subscribe())}>the sign-up page</a>. A list that you have
            comes in by <em>Import</em>, or with <code>quarterly subscribers import</code>.
          </p>
        </EmptyState>
      ) : (
        <>
          <StateLinks {...props} />
          <Filters {...props} />
          {overview && <SubscribersOverview {...overview} />}
          {overview && <h2 class="govuk-heading-m">Newest</h2>}
          {props.rows.length === 0 ? <NobodyLikeThat site={site} asked={asked} /> : <Found {...props} />}
          {props.mayExport && <Download site={site} asked={asked} />}
        </>
      )}
    </>
  );
}

/** Of one state or all, as the command writes it: what is looked for narrows it not. */
const Download = ({ site, asked }: Pick<SubscribersView, 'site' | 'asked'>) => (
  <form class="desk-filters" method="post" action={site.at(paths.desk.subscribersCsv())}>
    <Select
      name="state"
      id="download"
      label="Take away as a file"
      value={asked.state === 'erased' ? 'active' : asked.state || 'active'}
      items={[
        ...(Object.keys(SUBSCRIBER_STATES) as SubscriberState[])
          .filter((state) => state !== 'erased')
          .map((state) => ({ value: state, content: SUBSCRIBER_STATES[state] })),
        { value: 'all', content: 'All' },
      ]}
    />
    <Button classes="govuk-button--secondary">Download CSV</Button>
  </form>
);

const NobodyLikeThat = ({ site, asked }: Pick<SubscribersView, 'site' | 'asked'>) => (
  <EmptyState title="Nobody is like that">
    <p>
      {asked.words !== '' &&
        'An address that was erased, or removed when its time was over, cannot be found. '}
      <a href={site.at(paths.desk.subscribers())}>See everybody</a>.
    </p>
  </EmptyState>
);

function StateLinks({ site, states, asked }: SubscribersView) {
  const { section } = asked;
  const to = (state?: string) =>
    site.at(paths.desk.subscribers({ state, section: section === '' ? undefined : section }));
  const { erased, ...held } = states;
  const all = Object.values(held).reduce((sum, count) => sum + count, 0);
  const link = (text: string, count: number, state?: SubscriberState) => (
    <li>
      <a href={to(state)} aria-current={asked.state === (state ?? '') ? 'true' : undefined}>
        {text} <span class="desk-tally">{count.toLocaleString('en-GB')}</span>
      </a>
    </li>
  );
  return (
    <nav aria-label="What they are">
      <ul class="desk-views">
        {link('All', all)}
        {(Object.keys(SUBSCRIBER_STATES) as SubscriberState[]).map((state) =>
          link(SUBSCRIBER_STATES[state], states[state], state),
        )}
      </ul>
    </nav>
  );
}

/** Sent as a form's body, so that an address stands in no log and no history. */
function Filters({ site, asked, sections }: SubscribersView) {
  return (
    <search>
      <form class="desk-filters" method="post" action={site.at(paths.desk.subscribers())}>
        {asked.state !== '' && <input type="hidden" name="state" value={asked.state} />}
        <Input
          name="q"
          type="search"
          label="Email address or name"
          hint="A part will do"
          value={asked.words}
          autocomplete="off"
          spellcheck={false}
          attributes={{ maxlength: 254 }}
        />
        <Select
          name="section"
          label="Section"
          value={asked.section}
          items={[
            { value: '', content: 'Any section' },
            ...sections.map(({ slug, label }) => ({ value: slug, content: label })),
          ]}
        />
        <Button classes="govuk-button--secondary">Find</Button>
      </form>
    </search>
  );
}

function Found(props: SubscribersView) {
  const { rows, site, overview } = props;
  return (
    <>
      {!overview && (
        <p class="desk-count">
          {props.next ? `${rows.length} are shown` : howMany(rows.length, 'subscriber')}
        </p>
      )}
      <section class="desk-scroll" tabindex={0} aria-label="Subscribers">
        <table class="govuk-table desk-table">
          <thead>
            <tr>
              <th scope="col">Email address</th>
              <th scope="col">State</th>
              <th scope="col">Sections</th>
              <th scope="col">Since</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row site={site} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      <Further {...props} />
    </>
  );
}

function Row({ row, site }: { row: SubscriberRowView; site: Site }) {
  const { id, email, name, organisation, state, reason, sections, paused, since } = row;
  const beside = [name, organisation].filter(Boolean).join(', ');
  return (
    <tr>
      <th scope="row">
        <a href={site.at(paths.desk.subscriber({ id }))}>{email ?? `Reader ${id}`}</a>
        {beside !== '' && <span class="desk-beside">{beside}</span>}
      </th>
      <td>
        <SubscriberTag state={state} />
        {reason && <span class="desk-beside">{reason}</span>}
        {paused && <span class="desk-beside">{paused}</span>}
      </td>
      <td>{sections || <span class="desk-muted">None</span>}</td>
      <td class="desk-when">
        <Time at={since} />
      </td>
    </tr>
  );
}

const TAGS: Partial<Record<SubscriberState, string>> = {
  active: 'govuk-tag--good',
  suppressed: 'govuk-tag--bad',
};

/** What a reader is, as a mark. */
export const SubscriberTag = ({ state }: { state: SubscriberState }) => (
  <Tag classes={`desk-status ${TAGS[state] ?? ''}`}>{SUBSCRIBER_STATES[state]}</Tag>
);

/** A search goes on as it began, in the body of a form. */
function Further({ site, asked, next, further }: SubscribersView) {
  if (next === undefined && !further) return null;
  const { words, state, section } = asked;
  const query = { state: state === '' ? undefined : state, section: section === '' ? undefined : section };
  const step = (text: string, rel: 'first' | 'next', before?: number) =>
    words === '' ? (
      <a rel={rel} href={site.at(paths.desk.subscribers({ ...query, before }))}>
        {text}
      </a>
    ) : (
      <form method="post" action={site.at(paths.desk.subscribers())}>
        {Object.entries({ q: words, state, section, before: String(before ?? '') }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Button classes="govuk-button--secondary govuk-button--small">{text}</Button>
      </form>
    );
  return (
    <nav class="desk-pager" aria-label="Pages">
      {further && step('Newest', 'first')}
      {next !== undefined && step('Next', 'next', next)}
    </nav>
  );
}
