import { paths } from '../../../src/core/index.ts';
import { BackLink, Button, EmptyState, InsetText, Table } from '../components/index.ts';
import type { Site } from '../site.ts';
import { ROW_OUTCOMES } from './import-words.ts';
import { howMany } from './moments.ts';

export type ImportResultView = {
  site: Site;
  id: number;
  name: string;
  /** `tried`: what each row would do. */
  state: 'tried' | 'done';
  rows: number;
  counts: readonly { outcome: string; count: number }[];
  /** What is worth knowing beside the counts. */
  remarks: readonly string[];
  outcome: string;
  shown: readonly { line: number; address: string; outcome: string; reason: string }[];
  next: number | undefined;
  further: boolean;
};

/** What each row of a list would do, or did. */
export function ImportResultPage(props: ImportResultView) {
  const { site, id, name, state, rows, counts, remarks } = props;
  const count = (outcome: string) => counts.find((one) => one.outcome === outcome)?.count ?? 0;
  const changes = rows - ['unchanged', 'rejected', 'repeated'].reduce((sum, one) => sum + count(one), 0);
  const at = (query: Record<string, string | number | undefined>) =>
    site.at(paths.desk.subscribersImportOne({ id }, query));
  return (
    <>
      <BackLink href={site.at(paths.desk.subscribersImport())}>Another list</BackLink>
      <h1>{state === 'tried' ? 'What this list would do' : 'Imported'}</h1>
      <p class="desk-facts">
        {name}, {howMany(rows, 'row')}
      </p>
      <Table
        classes="desk-table totals"
        head={[{ content: 'Rows', format: 'numeric' }, { content: 'What they do' }]}
        rows={counts.map(({ outcome, count: many }) => [
          { content: many.toLocaleString('en-GB'), format: 'numeric' },
          { content: <a href={at({ outcome })}>{ROW_OUTCOMES[outcome] ?? outcome}</a> },
        ])}
      />
      {remarks.map((remark) => (
        <InsetText>{remark}</InsetText>
      ))}
      {count('rejected') > 0 && (
        <p>
          <a href={site.at(paths.desk.subscribersImportRefused({ id }))} download>
            Download the refused rows
          </a>{' '}
          with the reason of each, to put them right and import them.
        </p>
      )}
      {state === 'tried' && (
        <form method="post" action={site.at(paths.desk.subscribersImportStart({ id }))}>
          <div class="govuk-button-group">
            {changes > 0 && <Button preventDoubleClick>Import</Button>}
            <a href={at({ match: 'again' })}>Match the columns anew</a>
          </div>
          {changes === 0 && <p>No row of it would change anything.</p>}
        </form>
      )}
      {state === 'done' && (
        <p>
          <a href={site.at(paths.desk.subscribers())}>See the subscribers</a>
        </p>
      )}
      <Rows {...props} />
    </>
  );
}

function Rows({ site, id, outcome, shown, next, further }: ImportResultView) {
  const at = (after?: number) =>
    site.at(
      paths.desk.subscribersImportOne({ id }, { outcome: outcome === '' ? undefined : outcome, after }),
    );
  return (
    <section aria-labelledby="rows">
      <h2 id="rows">{outcome === '' ? 'Row by row' : (ROW_OUTCOMES[outcome] ?? outcome)}</h2>
      {outcome !== '' && (
        <p>
          <a href={site.at(paths.desk.subscribersImportOne({ id }))}>All rows</a>
        </p>
      )}
      {shown.length === 0 ? (
        <EmptyState title="There is no such row" />
      ) : (
        <section class="desk-scroll" tabindex={0} aria-label="Rows of the list">
          <Table
            classes="desk-table"
            head={[{ content: 'Line' }, { content: 'Email address' }, { content: 'What it does' }]}
            rows={shown.map((row) => [
              { content: row.line },
              { content: row.address },
              { content: row.reason || (ROW_OUTCOMES[row.outcome] ?? row.outcome) },
            ])}
          />
        </section>
      )}
      {(next !== undefined || further) && (
        <nav class="desk-pager" aria-label="Pages">
          {further && (
            <a rel="first" href={at()}>
              First rows
            </a>
          )}
          {next !== undefined && (
            <a rel="next" href={at(next)}>
              Next
            </a>
          )}
        </nav>
      )}
    </section>
  );
}

type Working = { site: Site; id: number; name: string; doing: 'trying' | 'importing'; rowsDone: number };

/** While a worker is at it; the page can be left and come back to. */
export const ImportWorkingPage = ({ site, id, name, doing, rowsDone }: Working) => (
  <>
    <BackLink href={site.at(paths.desk.subscribersImport())}>Another list</BackLink>
    <h1>{doing === 'trying' ? 'Looking through the list' : 'Importing'}</h1>
    <p class="desk-facts">{name}</p>
    <p role="status" data-working>
      {rowsDone === 0 ? 'It begins in a moment.' : `${howMany(rowsDone, 'row')} so far.`}
    </p>
    <p>
      You can leave this page and come back: it goes on by itself.{' '}
      <a href={site.at(paths.desk.subscribersImportOne({ id }))}>See how far it is</a>
    </p>
  </>
);
