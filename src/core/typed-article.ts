/** The fields of an article as an editor sees them. `picture`: the hash of one that is inside already. */
export const TYPED_FIELDS = [
  'headline',
  'summary',
  'body',
  'section',
  'organisation',
  'picture',
  'alt',
  'caption',
  'contactName',
  'contactRole',
  'contactEmail',
  'contactPhone',
  'contactUrl',
  'links',
  'published',
  'language',
] as const;

export type TypedField = (typeof TYPED_FIELDS)[number];
/** As typed: nothing is wrong yet, and nothing is right. */
export type Typed = Record<TypedField, string>;
/** `sentence` goes on from the field's name: "is empty." */
export type TypedProblem = { field: TypedField; sentence: string };
