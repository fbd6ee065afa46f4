import { paths } from '../../../src/core/index.ts';
import { BackLink, Button, FileUpload, Table, Textarea } from '../components/index.ts';
import type { Moment } from '../parts.tsx';
import { Time } from '../parts.tsx';
import type { Site } from '../site.ts';
import type { DeskProblem } from './page.tsx';

export type ImportUploadView = {
  site: Site;
  /** The newest lists, for a day. */
  lists: readonly { id: number; name: string; state: string; at: Moment; who: string }[];
  typed: string;
  problems: readonly DeskProblem[];
};

/** Where a list of readers is given: as a file, or pasted. */
export function ImportUploadPage({ site, lists, typed, problems }: ImportUploadView) {
  const found = problems.find(({ field }) => field === 'file');
  const wrong = found ? { errorMessage: { content: found.message, visuallyHiddenText: 'Error' } } : {};
  return (
    <>
      <BackLink href={site.at(paths.desk.subscribers())}>Subscribers</BackLink>
      <h1>Import subscribers</h1>
      <p>
        Bring a list that your readers agreed to be on. You match its columns next, and see what each row
        would do before anything is changed. Whoever left, was suppressed or erased here stays out.
      </p>
      <form
        method="post"
        action={site.at(paths.desk.subscribersImport())}
        enctype="multipart/form-data"
        novalidate
      >
        <FileUpload
          name="file"
          label="List of subscribers"
          hint="A CSV file of 50 MB at most, with the names of its columns in the first line"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          {...wrong}
        />
        <Textarea
          name="rows"
          label="Or paste its rows"
          hint="From a spreadsheet, with the names of the columns in the first line; 1 MB at most"
          rows={6}
          value={typed}
          spellcheck={false}
        />
        <Button preventDoubleClick>Continue</Button>
      </form>
      {lists.length > 0 && (
        <section aria-labelledby="lists">
          <h2 id="lists">Lists of today</h2>
          <section class="desk-scroll" tabindex={0} aria-label="Lists of today, as a table">
            <Table
              classes="desk-table"
              firstCellIsHeader
              head={[{ content: 'List' }, { content: 'State' }, { content: 'Brought' }, { content: 'By' }]}
              rows={lists.map(({ id, name, state, at, who }) => [
                { content: <a href={site.at(paths.desk.subscribersImportOne({ id }))}>{name}</a> },
                { content: state },
                { content: <Time at={at} />, classes: 'desk-table__when' },
                { content: who },
              ])}
            />
          </section>
          <p class="desk-count">A list and what became of its rows are removed after a day.</p>
        </section>
      )}
    </>
  );
}
