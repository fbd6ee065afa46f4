import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import { type EditionProblem, type TypedEdition, typedEdition } from '../../editions/index.ts';
import type { Form } from '../readers/form.ts';

/** What a form says of an edition's own page. */
export const typedInForm = (form: Form): TypedEdition =>
  typedEdition(Object.fromEntries(Object.keys(typedEdition({})).map((name) => [name, form.text(name)])));

const NAMES: Readonly<Record<EditionProblem['field'], string>> = {
  number: 'Edition number',
  cover: 'Cover date',
  title: 'Title',
  strapline: 'Strapline',
  preheader: 'Preheader',
  subject: 'Subject',
  welcome: 'Welcome',
  publisher: 'Publisher',
  mailbox: 'Mailbox',
  sections: 'Sections',
};

/** What is wrong with each field, in a sentence that names it. */
export const problemsInWords = (problems: readonly EditionProblem[]): DeskProblem[] =>
  problems.map(({ field, sentence }) => ({ field, message: `${NAMES[field]} ${sentence}` }));
