import {
  type ArticleStatus,
  type ArticleVersionTable,
  FURTHER,
  type TypedField,
  type TypedProblem,
} from '../../../src/core/index.ts';

/** How far an article has got, in the words of the desk. */
export const STATUS_WORDS: Record<ArticleStatus, string> = {
  draft: 'Changes asked for',
  submitted: 'To be decided',
  held: 'Held for later',
  accepted: 'Accepted',
  published: 'Published',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
};

const ONE: Record<Exclude<TypedField, `${string}${(typeof FURTHER)[number]}`>, string> = {
  headline: 'Headline',
  summary: 'Summary',
  body: 'Story',
  section: 'Section',
  organisation: 'Organisation',
  picture: 'Picture',
  alt: 'Describe the picture',
  caption: 'Words under the picture',
  contactName: 'Contact name',
  contactRole: 'Contact role',
  contactEmail: 'Contact email',
  contactPhone: 'Contact telephone',
  contactUrl: 'Contact web address',
  links: 'Links',
  published: 'Date',
  language: 'Language',
};

/** By field; those of further pictures are counted. */
export const FIELD_LABELS = {
  ...ONE,
  ...Object.fromEntries(
    FURTHER.flatMap((end) => [
      [`picture${end}`, `Picture ${end}`],
      [`alt${end}`, `Describe picture ${end}`],
      [`caption${end}`, `Words under picture ${end}`],
    ]),
  ),
} as Record<TypedField, string>;

export const HOW_WORDS: Record<ArticleVersionTable['how'], string> = {
  folder: 'edition folder',
  feed: 'partner’s feed',
  form: 'contributor’s form',
  desk: 'desk',
  command: 'command line',
};

/** The field and what is wrong with it as one sentence. */
export const problemSentence = ({ field, sentence }: TypedProblem): string => {
  const [, number] = /^alt(\d?)$/.exec(field) ?? [];
  if (number === undefined) return `${FIELD_LABELS[field]} ${sentence}`;
  return number === ''
    ? `The description of the picture ${sentence}`
    : `The description of picture ${number} ${sentence}`;
};

/** What has just been done, by the word that the address carries. */
const DONE: Record<string, string> = {
  saved: 'The article is saved.',
  unchanged: 'Nothing was changed: the article says this already.',
  version: 'The article is saved as a new version.',
  'change-taken': 'The change is taken, as a new version.',
  'change-left': 'The text stays as it is.',
  restored: 'The version is back, as a new version.',
  kept: 'Your words are kept. Nobody else sees them until you save.',
  discarded: 'Your unsaved changes are gone.',
  accepted: 'The article is accepted.',
  asked: 'The article is given back with your words.',
  declined: 'The article is declined.',
  held: 'The article is held for a later edition.',
  moved: 'The article is moved.',
  noted: 'The note is added.',
  'taken-down': 'The article is taken down.',
  'put-back': 'The article is back.',
};

export const doneSentence = (done: string | undefined): string | undefined =>
  done !== undefined && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
