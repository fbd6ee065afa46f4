import { BarChart, Details, Table } from '../components/index.ts';
import { howMany } from './moments.ts';

export type MonthView = {
  /** "Nov" */
  short: string;
  /** "November 2026" */
  long: string;
  joined: number;
  left: number;
  bounced: number;
  stopped: number;
};

export type Overview = {
  /** Oldest first. */
  months: readonly MonthView[];
  sections: readonly { label: string; readers: number; href: string }[];
  /** Active readers of every section there is and will be. */
  all: number;
  active: number;
};

const SERIES = [
  { name: 'Joined', look: 1 },
  { name: 'Left', look: 2, down: true },
  { name: 'Bounced', look: 3, down: true },
  { name: 'Complained or suppressed', look: 4, down: true },
] as const;

const number = (value: number) => ({ content: value.toLocaleString('en-GB'), format: 'numeric' }) as const;

/** How many there are of each section, and how they came and went. */
export function SubscribersOverview({ months, sections, all, active }: Overview) {
  return (
    <div class="overview">
      <section aria-labelledby="over-time">
        <h2 id="over-time">Over twelve months</h2>
        <p class="desk-count">{inWords(months)}</p>
        <BarChart
          label="Who joined and who went, by month"
          series={SERIES}
          bars={months.map(({ short, joined, left, bounced, stopped }) => ({
            label: short,
            values: [joined, left, bounced, stopped],
          }))}
        />
        <Details summary="The same as a table">
          <section class="desk-scroll" tabindex={0} aria-label="Changes by month">
            <Table
              classes="desk-table"
              firstCellIsHeader
              head={[
                { content: 'Month' },
                ...SERIES.map(({ name }) => ({ content: name, format: 'numeric' }) as const),
              ]}
              rows={[...months]
                .reverse()
                .map(({ long, joined, left, bounced, stopped }) => [
                  { content: long },
                  ...[joined, left, bounced, stopped].map(number),
                ])}
            />
          </section>
        </Details>
      </section>
      <section aria-labelledby="by-section">
        <h2 id="by-section">By section</h2>
        {sections.length === 0 ? (
          <p>There is no section yet: the first edition brings them.</p>
        ) : (
          <>
            <Table
              classes="desk-table"
              firstCellIsHeader
              head={[{ content: 'Section' }, { content: 'Active readers', format: 'numeric' }]}
              rows={sections.map(({ label, readers, href }) => [
                { content: <a href={href}>{label}</a> },
                number(readers),
              ])}
            />
            <p class="desk-count">
              {howMany(all, 'reader')} of {active.toLocaleString('en-GB')} chose all sections, and{' '}
              {all === 1 ? 'is' : 'are'} counted in each.
            </p>
          </>
        )}
      </section>
    </div>
  );
}

function inWords(months: readonly MonthView[]): string {
  const sum = (of: (month: MonthView) => number) => months.reduce((total, month) => total + of(month), 0);
  const joined = sum((month) => month.joined);
  const gone = sum(({ left, bounced, stopped }) => left + bounced + stopped);
  if (joined === 0 && gone === 0) return 'Nobody joined, and nobody went.';
  const net = joined - gone;
  const made =
    net === 0
      ? 'as many as before'
      : `${Math.abs(net).toLocaleString('en-GB')} ${net > 0 ? 'more' : 'fewer'}`;
  return `${joined.toLocaleString('en-GB')} joined and ${gone.toLocaleString('en-GB')} went: ${made}.`;
}
