import { paths } from '../../../src/core/index.ts';
import { BarChart, Button, Details, InsetText, SummaryList, Table } from '../components/index.ts';
import type { Site } from '../site.ts';
import { howMany } from './moments.ts';

/** What became of some of the mails. */
export type MailFigures = {
  sent: number;
  delivered: number;
  bounced: number;
  complained: number;
  unknown: number;
};

export type ReportFigures = {
  /** Readers who were looked at, skipped ones included. */
  planned: number;
  totals: MailFigures & { open: number; skipped: number; refused: number };
  skippedBy: readonly { why: string; mails: number }[];
  refusedBy: readonly { why: string; mails: number }[];
  /** These may decide what becomes of mails of which nobody knows. */
  mayDecide: boolean;
  sections: readonly (MailFigures & { label: string })[];
  /** Empty where the publication has one. */
  languages: readonly (MailFigures & { language: string })[];
  domains: readonly (MailFigures & { domain: string })[];
  /** Domains beyond those, as one. */
  otherDomains?: MailFigures & { domains: number };
  /** `short` stands below a bar, `long` in the table. */
  times: readonly (MailFigures & { short: string; long: string })[];
  left: readonly { why: string; readers: number }[];
  /** Mails that are numbers only, those that nothing happened to since that day. */
  folded?: { mails: number; before: string };
};

const numeric = (value: number) => ({ content: value.toLocaleString('en-GB'), format: 'numeric' }) as const;
const HEADS = ['Sent', 'Delivered', 'Bounced', 'Complained', 'In doubt'] as const;
const cells = ({ sent, delivered, bounced, complained, unknown }: MailFigures) =>
  [sent, delivered, bounced, complained, unknown].map(numeric);
/** Delivered comes first, at the line; what was sent and nothing was heard of since, last. */
const SERIES = [
  { name: 'Delivered', look: 1 },
  { name: 'Sent, nothing heard since', look: 2 },
  { name: 'Bounced', look: 3 },
  { name: 'Complained', look: 4 },
] as const;
const silent = ({ sent, delivered, bounced, complained }: MailFigures) =>
  sent - delivered - bounced - complained;

type Shown = { site: Site; number: number; figures: ReportFigures };

/** The figures of an edition that is being sent or was, and the same as a file. */
export function Figures({ site, number, figures }: Shown) {
  const { totals, folded, times } = figures;
  return (
    <>
      <Totals site={site} number={number} figures={figures} />
      <form method="post" action={site.at(paths.desk.reportCsv({ number }))} novalidate>
        <Button classes="govuk-button--secondary">Download CSV</Button>
      </form>
      {folded && (
        <InsetText>
          {`${howMany(folded.mails, 'mail')} of before ${folded.before} ${folded.mails === 1 ? 'is' : 'are'} no longer recorded one by one: they count above, and are in no list below.`}
        </InsetText>
      )}
      {totals.sent > 0 && times.length > 0 && <OverTime figures={figures} />}
      <By
        caption="By section"
        first="Section"
        rows={figures.sections.map((row) => ({ name: row.label, row }))}
      >
        A mail counts in each section that it holds.
      </By>
      {figures.languages.length > 0 && (
        <By
          caption="By language"
          first="Language"
          rows={figures.languages.map((row) => ({ name: row.language, row }))}
        />
      )}
      <By caption="By recipient domain" first="Domain" rows={domainRows(figures)} />
      <Left figures={figures} />
    </>
  );
}

function Totals({ site, number, figures }: Shown) {
  const { totals, skippedBy, refusedBy } = figures;
  const share = (part: number) => {
    if (totals.sent === 0 || part === 0) return '';
    const percent = (100 * part) / totals.sent;
    return percent < 0.1 ? ' (under 0.1 %)' : ` (${percent.toFixed(1)} %)`;
  };
  const row = (key: string, value: number, said = '') => ({
    key: { content: key },
    value: { content: `${value.toLocaleString('en-GB')}${said}` },
  });
  const decide = figures.mayDecide && totals.unknown > 0;
  return (
    <section aria-labelledby="totals">
      <h2 id="totals">{`Of ${howMany(figures.planned, 'reader')}`}</h2>
      <SummaryList
        rows={[
          row('Sent', totals.sent),
          row('Delivered', totals.delivered, share(totals.delivered)),
          row('Bounced', totals.bounced, share(totals.bounced)),
          row('Complained', totals.complained, share(totals.complained)),
          totals.open > 0 && row('Still to go', totals.open),
          totals.refused > 0 && row('Refused by Amazon SES', totals.refused),
          row('Skipped', totals.skipped),
          {
            ...row('In doubt', totals.unknown),
            ...(decide
              ? {
                  actions: {
                    items: [
                      {
                        href: site.at(paths.desk.reportDoubt({ number })),
                        content: 'Decide',
                        visuallyHiddenText: 'what becomes of mails in doubt',
                      },
                    ],
                  },
                }
              : {}),
          },
        ]}
      />
      <Whys caption="Why readers were skipped" whys={skippedBy} />
      <Whys caption="Why mails were refused" whys={refusedBy} />
    </section>
  );
}

function Whys({ caption, whys }: { caption: string; whys: ReportFigures['skippedBy'] }) {
  if (whys.length === 0) return null;
  return (
    <Table
      classes="desk-table"
      caption={caption}
      captionClasses="govuk-table__caption--s"
      firstCellIsHeader
      head={[{ content: 'Why' }, { content: 'Mails', format: 'numeric' }]}
      rows={whys.map(({ why, mails }) => [{ content: why }, numeric(mails)])}
    />
  );
}

function OverTime({ figures: { times } }: Pick<Shown, 'figures'>) {
  return (
    <section aria-labelledby="over-time">
      <h2 id="over-time">Over time</h2>
      <BarChart
        label="When the mails went, and what became of them"
        series={SERIES}
        bars={times.map(({ short, ...one }) => ({
          label: short,
          values: [one.delivered, silent(one), one.bounced, one.complained],
        }))}
      />
      <Details summary="The same as a table">
        <Scrolled label="Mails by when they went">
          <Table
            classes="desk-table"
            firstCellIsHeader
            head={[{ content: 'From' }, ...heads]}
            rows={times.map(({ long, ...one }) => [{ content: long }, ...cells(one)])}
          />
        </Scrolled>
      </Details>
    </section>
  );
}

const heads = HEADS.map((content) => ({ content, format: 'numeric' }) as const);

const Scrolled = ({ label, children }: { label: string; children?: unknown }) => (
  <section class="desk-scroll" tabindex={0} aria-label={label}>
    {children as never}
  </section>
);

type Row = { name: string; row: MailFigures };

function By({
  caption,
  first,
  rows,
  children,
}: {
  caption: string;
  first: string;
  rows: readonly Row[];
  children?: string;
}) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{caption}</h2>
      {children && <p class="desk-count">{children}</p>}
      <Scrolled label={caption}>
        <Table
          classes="desk-table"
          firstCellIsHeader
          head={[{ content: first }, ...heads]}
          rows={rows.map(({ name, row }) => [{ content: name }, ...cells(row)])}
        />
      </Scrolled>
    </section>
  );
}

function domainRows({ domains, otherDomains }: ReportFigures): Row[] {
  const rows = domains.map((row) => ({ name: row.domain, row }));
  if (!otherDomains) return rows;
  return [...rows, { name: howMany(otherDomains.domains, 'other domain'), row: otherDomains }];
}

function Left({ figures: { left } }: Pick<Shown, 'figures'>) {
  const all = left.reduce((sum, { readers }) => sum + readers, 0);
  return (
    <section aria-labelledby="left">
      <h2 id="left">Why people left after it</h2>
      {all === 0 ? (
        <p>Nobody whose latest mail this is has left.</p>
      ) : (
        <Table
          classes="desk-table"
          firstCellIsHeader
          head={[{ content: 'Their reason' }, { content: 'Readers', format: 'numeric' }]}
          rows={left.map(({ why, readers }) => [{ content: why }, numeric(readers)])}
        />
      )}
    </section>
  );
}
