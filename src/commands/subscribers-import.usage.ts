import { type Command, InvalidArgumentError, Option } from 'commander';
import { FIELDS, type Field } from '../../subscribers/import-names.ts';
import { later } from './command.ts';

/** How a file is read, for every command that reads one of readers. */
export const addFileOptions = (command: Command): Command =>
  command
    .option(
      '--encoding <name>',
      'how the file is written, such as windows-1252; UTF-8 and UTF-16 are seen',
      encoding,
    )
    .option(
      '--map <column=field>',
      `which column is which: ${FIELDS.join(', ')}; may be given again`,
      mapping,
      [],
    )
    .option('--ignore <column>', 'pass a column over; may be given again', gathered, [])
    .option('--dry-run', 'say what would happen, and change nothing');

export function registerImport(subscribers: Command): void {
  const command = subscribers
    .command('import')
    .description('add and update subscribers from a CSV file; bad rows go into FILE.rejected.csv')
    .argument(
      '<file>',
      'email,name,organisation,sections,consent_at,consent_source,language; sections joined by ; or * for all',
    );
  addFileOptions(command)
    .option('--sections <slugs>', 'the sections of rows that name none, joined by ; or * for all')
    .option('--consent-source <text>', 'how the readers agreed, for rows that do not say it')
    .option('--require-consent', 'reject rows that say nothing about consent')
    .addOption(
      new Option('--dates <order>', 'what 01/02/2026 means: day first or month first').choices([
        'dmy',
        'mdy',
      ]),
    )
    .option('--json', 'the counts as JSON')
    .action(later(async () => (await import('./subscribers-import.ts')).importThem));
}

function encoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new InvalidArgumentError(
      'There is no such encoding; windows-1252, iso-8859-2, macintosh are some.',
    );
  }
}

type Mapping = { column: string; field: Field };

/** `Email Address=email`; the name of a column may hold an equals sign itself. */
function mapping(text: string, before: Mapping[]): Mapping[] {
  const at = text.lastIndexOf('=');
  const named = text
    .slice(at + 1)
    .trim()
    .toLowerCase();
  const field = FIELDS.find((known) => known === named);
  const column = text.slice(0, Math.max(at, 0)).trim();
  if (column === '' || field === undefined)
    throw new InvalidArgumentError(`It must be COLUMN=FIELD, where FIELD is one of ${FIELDS.join(', ')}.`);
  return [...before, { column, field }];
}

const gathered = (text: string, before: string[]): string[] => [...before, text];
