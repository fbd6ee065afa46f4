import { readTyped, typedFrom } from '../articles/index.ts';
import { PICTURE_FIELDS, type Typed, type TypedField } from '../core/index.ts';
import type { Section } from '../sections/index.ts';

/** The questions of the form, in their order; who writes it is asked before there is a draft. */
export const STEPS = {
  headline: ['headline', 'summary'],
  story: ['body'],
  section: ['section'],
  picture: PICTURE_FIELDS.flatMap(({ picture, alt }) => [picture, alt]),
  contact: ['contactName', 'contactRole', 'contactEmail', 'contactPhone', 'contactUrl'],
  links: ['links'],
} as const satisfies Record<string, readonly TypedField[]>;

export type StoryStep = keyof typeof STEPS;
/** As typed; what has not been asked yet is missing. */
export type StoryFields = Readonly<Partial<Record<string, string>>>;
/** `long`: more than `most` characters; `unfit`: not what belongs there. */
export type StoryProblem = { field: TypedField; wrong: 'empty' | 'long' | 'unfit'; most: number };

const NAMES = Object.keys(STEPS) as StoryStep[];

/** What the rules of articles allow, in characters. */
const MOST: Partial<Record<TypedField, number>> = {
  headline: 250,
  summary: 1_000,
  body: 100_000,
  alt: 600,
  contactName: 200,
  contactRole: 200,
  contactPhone: 60,
};

type Sections = readonly Pick<Section, 'id' | 'slug'>[];

/** What is wrong with the answers to one question, or to all. */
export function storyProblems(fields: StoryFields, sections: Sections, step?: StoryStep): StoryProblem[] {
  const typed = storyTyped(fields);
  const asked: readonly string[] =
    step === undefined ? NAMES.flatMap((name) => [...STEPS[name]]) : STEPS[step];
  return (readTyped(typed, sections).problems ?? [])
    .filter(({ field }) => asked.includes(field))
    .map(({ field }) => ({
      field,
      ...wrongWith(typed[field], MOST[first(field)] ?? Number.POSITIVE_INFINITY),
    }));
}

/** The field of the first picture, for one of another. */
const first = (field: TypedField) => field.replace(/\d$/, '') as TypedField;

function wrongWith(text: string, most: number): Omit<StoryProblem, 'field'> {
  const letters = [...text.trim()].length;
  return { wrong: letters === 0 ? 'empty' : letters > most ? 'long' : 'unfit', most };
}

/** The first question that is not answered, or not well; `check` once all are. Nobody is asked for further pictures. */
export function nextStoryStep(fields: StoryFields, sections: Sections): StoryStep | 'check' {
  const open = (step: StoryStep) =>
    STEPS[step].some((field) => fields[field] === undefined && !/\d$/.test(field)) ||
    storyProblems(fields, sections, step).length > 0;
  return NAMES.find(open) ?? 'check';
}

export const storyTyped = (fields: StoryFields): Typed => typedFrom(fields);

/** By what a contributor and the editors call a story that was sent. */
export const storyReference = (article: number): string => `S-${article}`;
