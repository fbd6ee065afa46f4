/** The places of pictures after the first, as the names of their fields end: `picture2`, `alt2`, `caption2`. */
export const FURTHER = ['2', '3', '4', '5', '6', '7', '8'] as const;

const fieldsOf = <End extends string>(end: End) =>
  ({ picture: `picture${end}`, alt: `alt${end}`, caption: `caption${end}` }) as const;

/** The three fields of each picture, in their order. */
export const PICTURE_FIELDS = [fieldsOf(''), ...FURTHER.map((end) => fieldsOf(end))];

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
  ...FURTHER.flatMap((end) => [`picture${end}`, `alt${end}`, `caption${end}`] as const),
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
