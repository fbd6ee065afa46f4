import { paths } from '../../../src/core/index.ts';
import { Button, EmptyState, Input, Select, Table } from '../components/index.ts';
import type { Site } from '../site.ts';
import { ACT_WORDS, THINGS, thingOf } from './act-words.ts';
import type { DeskProblem } from './page.tsx';

/** The filter as it was typed. */
export type AuditFilter = { who: string; what: string; number: string; from: string; until: string };
/** One line of the record, in words. */
export type AuditLine = { at: string; iso: string; who: string; what: string };

type Audit = {
  site: Site;
  filter: AuditFilter;
  people: readonly { value: string; name: string }[];
  lines: readonly AuditLine[];
  /** The id after which older acts follow; absent = there are none. */
  older: number | undefined;
  problems: readonly DeskProblem[];
};

/** Who did what. */
export function AuditPage({ site, filter, people, lines, older, problems }: Audit) {
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
  return (
    <>
      <h1>Record</h1>
      <p>
        Who did what, newest first. It only grows: neither the desk nor the database lets anybody change a
        line. A number alone finds an edition with its runs.
      </p>
      <Filter site={site} filter={filter} people={people} problems={problems} />
      {lines.length === 0 ? (
        <EmptyState title="Nothing is on record for that">
          <p>
            <a href={site.at(paths.desk.audit())}>Show everything</a>
          </p>
        </EmptyState>
      ) : (
        <>
          <section class="desk-scroll" tabindex={0} aria-label="Acts">
            <Table
              classes="desk-table"
              head={[{ content: 'When' }, { content: 'Who' }, { content: 'What' }]}
              rows={lines.map(({ at, iso, who, what }) => [
                { content: <time datetime={iso}>{at}</time>, classes: 'desk-table__when' },
                { content: who },
                { content: what },
              ])}
            />
          </section>
          <div class="desk-row">
            {older !== undefined && (
              <a href={site.at(paths.desk.audit({ ...given, before: older }))} rel="next">
                Older
              </a>
            )}
            <form method="post" action={site.at(paths.desk.auditCsv())}>
              {Object.entries(given).map(([name, value]) => (
                <input type="hidden" name={name} value={value} />
              ))}
              <Button classes="govuk-button--secondary">Download CSV</Button>
            </form>
          </div>
        </>
      )}
    </>
  );
}

const kinds = () => {
  const acts = Object.entries(ACT_WORDS).map(([act, { kind }]) => ({ act, kind }));
  return Object.entries(THINGS).flatMap(([thing, name]) => [
    { value: thing, content: `${name}: all` },
    ...acts
      .filter(({ act }) => thingOf(act) === thing)
      .map(({ act, kind }) => ({ value: act, content: `${name}: ${kind}` })),
  ]);
};

function Filter({ site, filter, people, problems }: Pick<Audit, 'site' | 'filter' | 'people' | 'problems'>) {
  const wrong = (field: string) => {
    const found = problems.find((problem) => problem.field === field);
    return found ? { errorMessage: { content: found.message, visuallyHiddenText: 'Error' } } : {};
  };
  return (
    <search>
      <form class="desk-filter" method="get" action={site.at(paths.desk.audit())} novalidate>
        <Select
          name="who"
          label="Who"
          value={filter.who}
          items={[
            { value: '', content: 'Everybody' },
            ...people.map(({ value, name }) => ({ value, content: name })),
          ]}
        />
        <Select
          name="what"
          label="What"
          value={filter.what}
          items={[{ value: '', content: 'Everything' }, ...kinds()]}
        />
        <Input
          name="number"
          label="Number"
          inputmode="numeric"
          classes="govuk-input--width-4"
          value={filter.number}
          {...wrong('number')}
        />
        <Input name="from" type="date" label="From" value={filter.from} {...wrong('from')} />
        <Input name="until" type="date" label="Until" value={filter.until} {...wrong('until')} />
        <Button classes="govuk-button--secondary">Show</Button>
      </form>
    </search>
  );
}
