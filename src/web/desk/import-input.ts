import { FIELDS, type Field, type ImportColumn, type ImportTelling } from '../../../subscribers/index.ts';
import type { ImportTyped } from '../../../templates/web/desk/import-match.tsx';
import { COLUMN_FIELDS } from '../../../templates/web/desk/import-words.ts';
import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import type { Form } from '../readers/form.ts';

const isField = (text: string): text is Field => FIELDS.some((field) => field === text);

/** What was chosen on the page that matches columns. */
export const typedIn = (form: Form, columns: number): ImportTyped => ({
  columns: Array.from({ length: columns }, (_, index) => form.text(`column-${index}`)),
  sections: form.text('sections'),
  consentSource: form.text('consentSource').slice(0, 500),
  requireConsent: form.has('requireConsent'),
  dates: form.text('dates'),
  encoding: form.text('encoding'),
});

/** What is chosen before anybody chooses: what the names of the columns say, or what was said the last time. */
export const importTypedOf = (telling: ImportTelling, columns: readonly ImportColumn[]): ImportTyped => ({
  columns: columns.map(({ field }, index) => (telling.byIndex ? telling.byIndex[index] : field) ?? ''),
  sections: telling.sections ?? '',
  consentSource: telling.consentSource ?? '',
  requireConsent: telling.requireConsent ?? false,
  dates: telling.dates ?? '',
  encoding: telling.encoding ?? '',
});

/** Pure: what keeps a list from being read so. */
export function problemsOf({ columns, sections }: ImportTyped): DeskProblem[] {
  const twice = COLUMN_FIELDS.flatMap(({ field, name }) => {
    const second = columns.indexOf(field, columns.indexOf(field) + 1);
    const isTwice = field !== 'state' && columns.includes(field) && second > columns.indexOf(field);
    return isTwice
      ? [{ field: `column-${second}`, message: `Two columns are matched to “${name}”: choose one` }]
      : [];
  });
  return [
    ...(columns.includes('email')
      ? []
      : [{ field: 'column-0', message: 'Say which column holds the email address' }]),
    ...twice,
    ...(columns.includes('sections') || sections !== ''
      ? []
      : [
          {
            field: 'sections',
            message: 'Say which column holds the sections, or choose them here for all rows',
          },
        ]),
  ];
}

/** As an import is told. */
export function tellingOf({ columns, ...typed }: ImportTyped): ImportTelling {
  const { sections, consentSource, requireConsent, dates, encoding } = typed;
  return {
    byIndex: columns.map((column) => (isField(column) ? column : null)),
    ...(sections === '' ? {} : { sections }),
    ...(consentSource === '' ? {} : { consentSource }),
    ...(requireConsent ? { requireConsent } : {}),
    ...(dates === 'dmy' || dates === 'mdy' ? { dates } : {}),
    ...(isEncoding(encoding) ? { encoding } : {}),
  };
}

const isEncoding = (text: string): boolean => {
  try {
    return text !== '' && new TextDecoder(text).encoding !== '';
  } catch {
    return false;
  }
};
