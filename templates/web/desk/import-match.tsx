import { paths } from '../../../src/core/index.ts';
import { BackLink, Button, Checkboxes, Input, Select } from '../components/index.ts';
import type { Site } from '../site.ts';
import { COLUMN_FIELDS } from './import-words.ts';
import type { DeskProblem } from './page.tsx';

export type ImportTyped = {
  /** What each column is; '' = it is passed over. */
  columns: readonly string[];
  sections: string;
  consentSource: string;
  requireConsent: boolean;
  dates: string;
  encoding: string;
};

export type ImportMatchView = {
  site: Site;
  id: number;
  name: string;
  columns: readonly { name: string; samples: readonly string[] }[];
  sections: readonly { slug: string; label: string }[];
  typed: ImportTyped;
  problems: readonly DeskProblem[];
};

const ENCODINGS = [
  ['', 'As it is found: UTF-8 or UTF-16'],
  ['windows-1252', 'Western European (Windows)'],
  ['iso-8859-2', 'Central European'],
  ['windows-1251', 'Cyrillic (Windows)'],
  ['macintosh', 'Western European (old Macs)'],
] as const;

/** Which column of a list is what. */
export function ImportMatchPage({ site, id, name, columns, sections, typed, problems }: ImportMatchView) {
  const wrong = (field: string) => {
    const found = problems.find((problem) => problem.field === field);
    return found ? { errorMessage: { content: found.message, visuallyHiddenText: 'Error' } } : {};
  };
  return (
    <>
      <BackLink href={site.at(paths.desk.subscribersImport())}>Another list</BackLink>
      <h1>Match the columns</h1>
      <p class="desk-facts">{name}</p>
      <form method="post" action={site.at(paths.desk.subscribersImportOne({ id }))} novalidate>
        <div class="match">
          {columns.map((column, index) => (
            <Select
              name={`column-${index}`}
              label={column.name || `Column ${index + 1}, without a name`}
              hint={
                column.samples.length > 0
                  ? `Such as ${column.samples.join(' · ')}`
                  : 'Empty in its first rows'
              }
              value={typed.columns[index] ?? ''}
              items={[
                { value: '', content: 'Do not import' },
                ...COLUMN_FIELDS.map(({ field, name: content }) => ({ value: field, content })),
              ]}
              {...wrong(`column-${index}`)}
            />
          ))}
        </div>
        <h2>For rows that do not say it</h2>
        <Select
          name="sections"
          label="Sections"
          hint="In the list, sections stand by name, joined by semicolons, or * for all"
          value={typed.sections}
          items={[
            { value: '', content: 'Refuse a row without sections' },
            { value: '*', content: 'All sections' },
            ...sections.map(({ slug, label }) => ({ value: slug, content: label })),
          ]}
          {...wrong('sections')}
        />
        <Input
          name="consentSource"
          label="How they agreed"
          hint="Such as: form at the open day of 2026. Kept with each reader"
          value={typed.consentSource}
          autocomplete="off"
          attributes={{ maxlength: 500 }}
          {...wrong('consentSource')}
        />
        <Checkboxes
          name="requireConsent"
          classes="govuk-checkboxes--small"
          values={typed.requireConsent ? ['yes'] : []}
          items={[{ value: 'yes', content: 'Refuse rows that say nothing about how or when they agreed' }]}
        />
        <h2>How the list is written</h2>
        <Select
          name="dates"
          label="A date such as 01/02/2026"
          value={typed.dates}
          items={[
            { value: '', content: 'Refuse it: it has two meanings' },
            { value: 'dmy', content: 'Is 1 February' },
            { value: 'mdy', content: 'Is 2 January' },
          ]}
        />
        <Select
          name="encoding"
          label="Letters"
          hint="If names look garbled above"
          value={typed.encoding}
          items={ENCODINGS.map(([value, content]) => ({ value, content }))}
        />
        <Button preventDoubleClick>See what it would do</Button>
        <p class="desk-count">Nothing is changed by this.</p>
      </form>
    </>
  );
}
