import { paths } from '../../../src/core/index.ts';
import { Button, EmptyState, InsetText, Table, Tag } from '../components/index.ts';
import type { Site } from '../site.ts';
import { CheckLinks, type LinksView } from './check-links.tsx';
import { EditionTabs } from './edition-tabs.tsx';
import { deskMoment, howMany } from './moments.ts';
import { kilobytes, MOST_OCTETS } from './sizes.ts';

type Level = 'error' | 'warning' | 'advice';
type Size = {
  sections: readonly string[];
  labels: readonly string[];
  octets: number;
  textOctets: number;
  /** Absent = the edition's own. */
  language?: { name: string; label: string };
  shortened: number;
};

/** Who gets it; `before` is how many got that section of edition `last`, nothing where that had none. */
export type CheckAudience = {
  total: number;
  takes?: string;
  last?: number;
  sections: readonly { label: string; readers: number; before?: number }[];
};

export type EditionCheckProps = {
  site: Site;
  number: number;
  /** The edition holds no article. */
  empty: boolean;
  audience?: CheckAudience;
  links: LinksView;
  /** Absent while a worker looks it over. Sizes with the largest first. */
  report?:
    | {
        checkedAt: Date;
        findings: readonly { level: Level; place: string; message: string }[];
        sizes: readonly Size[];
      }
    | undefined;
};

const GROUPS: readonly { level: Level; heading: string; id: string }[] = [
  { level: 'error', heading: 'Must be mended before it can be sent', id: 'must' },
  { level: 'warning', heading: 'Worth a look', id: 'look' },
  { level: 'advice', heading: 'Good to know', id: 'know' },
];

const MOST_SHOWN = 12;

/** What was found in an edition, the gravest first, and how large its mails are. */
export function EditionCheck({ site, number, empty, report, audience, links }: EditionCheckProps) {
  return (
    <>
      <h1>Check edition {number}</h1>
      <EditionTabs site={site} number={number} at="check" />
      {empty && (
        <EmptyState title="There is nothing to check yet">
          <p>Put an article into this edition first.</p>
        </EmptyState>
      )}
      {!empty && !report && (
        <InsetText>The edition is being looked over. What is found is shown here in a few seconds.</InsetText>
      )}
      {report && <Report site={site} number={number} report={report} />}
      {!empty && <CheckLinks site={site} number={number} {...links} />}
      {!empty && audience && <Audience {...audience} />}
    </>
  );
}

type Reported = Pick<EditionCheckProps, 'site' | 'number'> & {
  report: NonNullable<EditionCheckProps['report']>;
};

function Report({ site, number, report }: Reported) {
  const errors = report.findings.filter(({ level }) => level === 'error').length;
  return (
    <>
      <p class="lead">
        <Tag classes={errors > 0 ? 'govuk-tag--red' : 'govuk-tag--green'}>
          {errors > 0 ? 'Not yet' : 'Fit to send'}
        </Tag>{' '}
        {errors > 0 ? `${howMany(errors, 'thing')} must be mended first.` : summary(report.findings.length)}
      </p>
      {GROUPS.map(({ level, heading, id }) => {
        const found = report.findings.filter((finding) => finding.level === level);
        return (
          found.length > 0 && (
            <section aria-labelledby={id}>
              <h2 id={id}>{heading}</h2>
              <Table
                head={[{ content: 'Where' }, { content: 'What' }]}
                firstCellIsHeader
                rows={found.map(({ place, message }) => [{ content: place }, { content: message }])}
                classes="findings"
              />
            </section>
          )
        );
      })}
      <Sizes site={site} number={number} report={report} />
      <p class="muted">
        Looked over on {deskMoment(report.checkedAt, site)}; it is looked over again after every change.
      </p>
    </>
  );
}

function Audience({ total, takes, last, sections }: CheckAudience) {
  return (
    <section aria-labelledby="audience">
      <h2 id="audience">Who gets it</h2>
      <p>
        {total === 0
          ? 'No active reader has chosen a section of this edition.'
          : `${howMany(total, 'reader')}, each one mail with only the sections they chose.`}{' '}
        {takes}
      </p>
      <section class="desk-scroll" tabindex={0} aria-label="Readers by section">
        <Table
          firstCellIsHeader
          head={[
            { content: 'Section' },
            { content: 'Readers', format: 'numeric' },
            ...(last === undefined ? [] : [{ content: `Since edition ${last}`, format: 'numeric' } as const]),
          ]}
          rows={sections.map(({ label, readers, before }) => [
            { content: label },
            { content: readers.toLocaleString('en-GB'), format: 'numeric' },
            ...(last === undefined
              ? []
              : [
                  {
                    content: before === undefined ? 'new' : change(readers - before),
                    format: 'numeric',
                  } as const,
                ]),
          ])}
        />
      </section>
    </section>
  );
}

const change = (by: number) =>
  by === 0 ? 'as many' : `${Math.abs(by).toLocaleString('en-GB')} ${by > 0 ? 'more' : 'fewer'}`;

const summary = (findings: number) =>
  findings === 0 ? 'Nothing was found.' : `Nothing stands in the way; ${howMany(findings, 'remark')} below.`;

function Sizes({ site, number, report: { sizes } }: Reported) {
  const [largest, smallest] = [sizes[0], sizes.at(-1)];
  if (!largest || !smallest) return null;
  const shortened = sizes.filter((size) => size.shortened > 0).length;
  return (
    <section aria-labelledby="sizes">
      <h2 id="sizes">How large the mails are</h2>
      <p>
        {`Readers choose their sections, so this edition goes out as up to ${howMany(sizes.length, 'different mail')}: from ${kilobytes(smallest.octets)} to ${kilobytes(largest.octets)}. Gmail cuts a mail off above ${kilobytes(MOST_OCTETS)}. `}
        {shortened === 0
          ? 'All of them show every article in full.'
          : `In ${shortened.toLocaleString('en-GB')} of them some articles are shortened, with a link to read on.`}
      </p>
      <section class="desk-scroll" tabindex={0} aria-label="Mails by size">
        <Table
          caption={sizes.length > MOST_SHOWN ? `The ${MOST_SHOWN} largest` : 'All of them, the largest first'}
          captionClasses="govuk-table__caption--s"
          head={[
            { content: 'Sections' },
            { content: 'Size', format: 'numeric' },
            { content: 'Articles shortened', format: 'numeric' },
          ]}
          rows={sizes.slice(0, MOST_SHOWN).map(({ sections, labels, octets, shortened: few, language }) => [
            {
              content: (
                <a
                  href={site.at(
                    paths.desk.preview({ number }, { sections: [...sections], language: language?.name }),
                  )}
                >
                  {labels.join(', ')}
                  {language && `, in ${language.label}`}
                </a>
              ),
            },
            { content: kilobytes(octets), format: 'numeric' },
            { content: few === 0 ? '–' : String(few), format: 'numeric' },
          ])}
        />
      </section>
      <form method="get" action={site.at(paths.desk.checkSizes({ number }))}>
        <Button classes="govuk-button--secondary">Download CSV</Button>
      </form>
    </section>
  );
}
