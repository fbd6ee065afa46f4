import { paths } from '../../../src/core/index.ts';
import { Button, EmptyState, Input, Table, Tag } from '../components/index.ts';
import type { Site } from '../site.ts';
import { errorAt } from './error-at.ts';
import type { DeskProblem } from './page.tsx';

type EntryStateName = 'planned' | 'started' | 'asks' | 'nothing' | 'skipped';

/** An edition of the calendar, with times as they are shown. */
export type ShownEntry = {
  /** Seconds since 1970 of what it is known by. */
  slot: number;
  copyDeadline: string;
  assembly: string;
  approval: string;
  send: string;
  special: boolean;
  state: EntryStateName;
  edition: number | undefined;
  /** Why it is as it is; '' when there is nothing to say. */
  notes: string;
};

const STATES: Record<EntryStateName, { say: string; classes: string }> = {
  planned: { say: 'Planned', classes: '' },
  started: { say: 'Begun', classes: 'govuk-tag--good' },
  asks: { say: 'Too late: decide', classes: 'govuk-tag--red' },
  nothing: { say: 'Nothing started', classes: 'govuk-tag--red' },
  skipped: { say: 'Skipped', classes: '' },
};

export type CalendarView = {
  site: Site;
  entries: readonly ShownEntry[];
  year: number;
  years: readonly number[];
  /** Since when, and by whom; undefined while it is not paused. */
  paused: string | undefined;
  /** By what the dates are counted, in a sentence. */
  counted: string;
  mayChange: boolean;
  mayPause: boolean;
  addresses: number;
  /** A secret address that has just been made. */
  address: string | undefined;
  typed: { date: string; time: string; reason: string };
  problems: readonly DeskProblem[];
};

/** The year's editions with their dates. */
export const CalendarPage = (view: CalendarView) => (
  <>
    <h1>Calendar</h1>
    {view.paused !== undefined && (
      <p class="desk-note">{`Paused ${view.paused}: no edition starts by itself. What has begun goes on.`}</p>
    )}
    <p>{view.counted}</p>
    <nav aria-label="Years" class="desk-row">
      {view.years.map((year) =>
        year === view.year ? (
          <strong aria-current="page">{year}</strong>
        ) : (
          <a href={view.site.at(paths.desk.calendar({ year }))}>{year}</a>
        ),
      )}
    </nav>
    {view.entries.length === 0 ? (
      <EmptyState title="No edition this year">
        <p>The cadence gives none, or it was set up later.</p>
      </EmptyState>
    ) : (
      <Editions {...view} />
    )}
    {view.mayPause && <Pause {...view} />}
    {view.mayChange && (
      <>
        <Add {...view} />
        <Address {...view} />
      </>
    )}
  </>
);

const Editions = ({ site, entries }: CalendarView) => (
  <section class="desk-scroll" tabindex={0} aria-label="Editions">
    <Table
      classes="desk-table"
      head={['Send', '', 'Copy deadline', 'Assembly', 'Approval', ''].map((content) => ({ content }))}
      rows={entries.map((entry) => [
        { content: <a href={site.at(paths.desk.calendarEntry({ slot: entry.slot }))}>{entry.send}</a> },
        { content: <Tag classes={STATES[entry.state].classes}>{STATES[entry.state].say}</Tag> },
        { content: entry.copyDeadline },
        { content: entry.assembly },
        { content: entry.approval },
        {
          content: [
            entry.special ? 'Special edition' : '',
            entry.edition === undefined ? '' : `Edition ${entry.edition}`,
            entry.notes,
          ]
            .filter(Boolean)
            .join('. '),
        },
      ])}
    />
  </section>
);

const Pause = ({ site, paused }: CalendarView) => (
  <form method="post" action={site.at(paths.desk.calendar())} class="desk-row">
    <Button
      name="do"
      value={paused === undefined ? 'pause' : 'resume'}
      classes="govuk-button--secondary"
      preventDoubleClick
    >
      {paused === undefined ? 'Pause the calendar' : 'Resume the calendar'}
    </Button>
  </form>
);

const Add = ({ site, typed, problems }: CalendarView) => (
  <form method="post" action={site.at(paths.desk.calendar())} novalidate>
    <h2 class="govuk-heading-m">Plan a special edition</h2>
    <p>It takes the next edition that is planned, beside those of the cadence.</p>
    <DateFields typed={typed} problems={problems} />
    <Button name="do" value="add" classes="govuk-button--secondary" preventDoubleClick>
      Plan a special edition
    </Button>
  </form>
);

const Address = ({ site, addresses, address }: CalendarView) => (
  <form method="post" action={site.at(paths.desk.calendar())}>
    <h2 class="govuk-heading-m">In your own calendar</h2>
    {address === undefined ? (
      <p>
        A secret address shows these dates in any calendar program and keeps them up to date.{' '}
        {addresses > 0 && `${addresses} ${addresses === 1 ? 'is' : 'are'} in use.`}
      </p>
    ) : (
      <p>
        <strong>Copy it now: it is shown this once.</strong>
        <br />
        <code class="desk-address">{address}</code>
      </p>
    )}
    <div class="desk-row">
      <Button name="do" value="address" classes="govuk-button--secondary" preventDoubleClick>
        Make an address
      </Button>
      {addresses > 0 && (
        <Button name="do" value="revoke" classes="govuk-button--secondary">
          Revoke every address
        </Button>
      )}
    </div>
  </form>
);

type Fields = Pick<CalendarView, 'typed' | 'problems'>;

const DateFields = ({ typed, problems }: Fields) => (
  <>
    <Input name="date" type="date" label="Send date" value={typed.date} {...errorAt(problems, 'date')} />
    <Input
      name="time"
      type="time"
      label="Time"
      hint="Empty: the usual time."
      value={typed.time}
      {...errorAt(problems, 'time')}
    />
    <Reason typed={typed} problems={problems} />
  </>
);

const Reason = ({ typed, problems, id = 'reason' }: Fields & { id?: string }) => (
  <Input
    name="reason"
    id={id}
    label="Why"
    hint="Everybody who sees the calendar reads it."
    value={typed.reason}
    {...errorAt(problems, id)}
  />
);

export type EntryView = Fields & {
  site: Site;
  entry: ShownEntry;
  /** Who is told when, in sentences. */
  told: readonly string[];
  changed: string | undefined;
  mayChange: boolean;
};

/** One edition of the calendar: its dates, who is told, and what can be done with it. */
export const CalendarEntryPage = (view: EntryView) => {
  const { site, entry, told, changed, mayChange } = view;
  const here = site.at(paths.desk.calendarEntry({ slot: entry.slot }));
  const can = mayChange && entry.state !== 'nothing';
  return (
    <>
      <h1>{`Edition of ${entry.send}`}</h1>
      <p>
        <a href={site.at(paths.desk.calendar())}>The whole calendar</a>
      </p>
      <p>
        <Tag classes={STATES[entry.state].classes}>{STATES[entry.state].say}</Tag>
        {entry.special && ' Special edition.'}{' '}
        {entry.edition !== undefined && (
          <a href={site.at(paths.desk.edition({ number: entry.edition }))}>{`Edition ${entry.edition}`}</a>
        )}
      </p>
      {entry.notes !== '' && <p>{entry.notes}</p>}
      {changed !== undefined && <p class="desk-under">{changed}</p>}
      <h2 class="govuk-heading-m">Who is told when</h2>
      <ul>
        {told.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      {can && entry.state === 'asks' && (
        <form method="post" action={here}>
          <h2 class="govuk-heading-m">Send it now</h2>
          <p>The next planned edition begins at once, and its mails leave as soon as it is approved.</p>
          <Button name="do" value="send" preventDoubleClick>
            Send now
          </Button>
        </form>
      )}
      {can && (
        <form method="post" action={here} novalidate>
          <h2 class="govuk-heading-m">Give it another date</h2>
          <p>
            {entry.state === 'started'
              ? 'It has begun, so only its sending moves.'
              : 'Its other dates are counted back from the new one.'}
          </p>
          <DateFields {...view} />
          <Button name="do" value="move" classes="govuk-button--secondary" preventDoubleClick>
            Move it
          </Button>
        </form>
      )}
      {can && (entry.state === 'planned' || entry.state === 'asks') && (
        <form method="post" action={here} novalidate>
          <h2 class="govuk-heading-m">Skip it</h2>
          <p>
            Nothing starts and nobody is told. A skipped edition comes back when it is given another date.
          </p>
          <Reason {...view} id="skip-reason" />
          <Button name="do" value="skip" classes="govuk-button--warning" preventDoubleClick>
            Skip this edition
          </Button>
        </form>
      )}
    </>
  );
};
