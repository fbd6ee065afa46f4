import { z } from 'zod';
import {
  type ArticleImage,
  asPictures,
  type ContentHash,
  linkWords,
  PICTURE_FIELDS,
  picturesOf,
  TYPED_FIELDS,
  type Typed,
  type TypedField,
  type TypedProblem,
  type VersionContent,
} from '../core/index.ts';
import { articleRules, badCharacter, line, optionalField } from './field-rules.ts';
import { readBody } from './markdown/index.ts';
import { pictureFields } from './typed-pictures.ts';

const BODY_MAX = 100_000;

/** Takes what is known of the fields; what is left out is empty. */
export const typedFrom = (given: Partial<Record<string, string>>): Typed =>
  Object.fromEntries(TYPED_FIELDS.map((field) => [field, given[field] ?? ''])) as Typed;

/** An article's content as an editor finds it in the fields; `section` is its section's slug. */
export function typedOf(content: VersionContent, section: string): Typed {
  const { headline, summary, body, organisation, publishedOn, language, contact, links } = content;
  return typedFrom({
    headline,
    summary,
    body,
    section,
    ...(organisation === undefined ? {} : { organisation }),
    ...pictureFields(picturesOf(content).map(({ hash, alt, caption = '' }) => ({ hash, alt, caption }))),
    contactName: contact?.name ?? '',
    contactRole: contact?.role ?? '',
    contactEmail: contact?.email ?? '',
    contactPhone: contact?.phone ?? '',
    contactUrl: contact?.url ?? '',
    links: links.map((link) => `${linkWords(link)} ${link.url}`).join('\n'),
    published: publishedOn ?? '',
    language: language ?? '',
  });
}

const body = z.string().transform((text, context) => {
  const clean = text.replace(/\r\n?/g, '\n').trim();
  const [unfit] = readBody(clean.slice(0, BODY_MAX)).faults;
  const wrong =
    badCharacter(clean) ??
    (clean === ''
      ? 'is empty: write the article.'
      : clean.length > BODY_MAX
        ? `has ${clean.length} characters: at most ${BODY_MAX}.`
        : unfit && `cannot be printed. Line ${unfit.line}: ${unfit.sentence}`);
  if (wrong) context.addIssue(wrong);
  return clean;
});

const links = z.string().transform((text, context) =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [, words = '', url = ''] = /^(.+?)\s+(\S+)$/.exec(one) ?? [];
      const read = articleRules.link.safeParse({ text: words, url });
      if (!read.success) {
        context.addIssue(
          `has a line that is no link: “${one.slice(0, 60)}”. Write its words, then its address.`,
        );
      }
      return read.data ?? { text: words, url };
    }),
);

const hash = optionalField(z.string().regex(/^[0-9a-f]{64}$/, 'is not inside: choose the file again.'));
const alt = optionalField(articleRules.alt);
type PictureField = (typeof PICTURE_FIELDS)[number][keyof (typeof PICTURE_FIELDS)[number]];
const pictureRules = Object.fromEntries(
  PICTURE_FIELDS.flatMap((names) => [
    [names.picture, hash],
    [names.alt, alt],
    [names.caption, articleRules.caption],
  ]),
) as Record<PictureField, typeof hash>;

const rules = z.object({
  headline: articleRules.headline,
  summary: articleRules.summary,
  body,
  section: line(200),
  organisation: articleRules.organisation,
  ...pictureRules,
  contactName: articleRules.contact.name,
  contactRole: articleRules.contact.role,
  contactEmail: articleRules.contact.email,
  contactPhone: articleRules.contact.phone,
  contactUrl: articleRules.contact.url,
  links,
  published: articleRules.published,
  language: articleRules.language,
});

type Section = { id: VersionContent['sectionId']; slug: string };

/** What the fields say, or what is wrong with each. `sections`: those that an article may stand in. */
export function readTyped(
  typed: Typed,
  sections: readonly Section[],
): { content: VersionContent; problems?: undefined } | { problems: TypedProblem[]; content?: undefined } {
  const read = rules.safeParse(typed);
  const section = sections.find(({ slug }) => slug === typed.section);
  const problems: TypedProblem[] = (read.error?.issues ?? [])
    .map(({ path: [field], message }) => ({ field: field as TypedField, sentence: message }))
    .filter(({ field }, at, all) => all.findIndex((other) => other.field === field) === at)
    .filter(({ field }) => field !== 'section');
  if (!section) problems.push({ field: 'section', sentence: 'is not chosen.' });
  for (const { picture, alt: field } of PICTURE_FIELDS) {
    if (typed[picture] !== '' && typed[field].trim() === '')
      problems.push({ field, sentence: 'is empty: say what is in the picture, for who cannot see it.' });
  }
  if (!read.success || !section || problems.length > 0) return { problems: inOrder(problems) };
  return { content: contentFrom(read.data, section.id) };
}

/** Enough to look at of fields that are not right yet: what is wrong is left out. `undefined`: there is no section to stand in. */
export function previewContent(typed: Typed, sections: readonly Section[]): VersionContent | undefined {
  const { content, problems = [] } = readTyped(typed, sections);
  if (content) return content;
  const stead: Partial<Typed> = {
    headline: 'The headline',
    body: '…',
    section: sections[0]?.slug ?? '',
  };
  const mended = { ...typed };
  for (const { field } of problems)
    mended[field] = stead[field] ?? (field.startsWith('alt') ? 'Picture' : '');
  return readTyped(mended, sections).content;
}

const inOrder = (problems: TypedProblem[]) =>
  [...problems].sort((a, b) => TYPED_FIELDS.indexOf(a.field) - TYPED_FIELDS.indexOf(b.field));

function contentFrom(read: z.output<typeof rules>, sectionId: VersionContent['sectionId']): VersionContent {
  const { headline, summary = '', body, organisation, links } = read;
  const contact = withValues({
    name: read.contactName,
    role: read.contactRole,
    email: read.contactEmail,
    phone: read.contactPhone,
    url: read.contactUrl,
  });
  return {
    sectionId,
    headline,
    summary,
    body,
    links,
    ...withValues({ organisation, publishedOn: read.published, language: read.language }),
    ...(Object.keys(contact).length > 0 ? { contact } : {}),
    ...asPictures(picturesFrom(read)),
  };
}

const picturesFrom = (read: z.output<typeof rules>): ArticleImage[] =>
  PICTURE_FIELDS.flatMap((names) => {
    const [hash, caption] = [read[names.picture], read[names.caption]];
    return hash === undefined
      ? []
      : [{ hash: hash as ContentHash, alt: read[names.alt] ?? '', ...withValues({ caption }) }];
  });

/** Without the keys that have none, so that what is stored and what is read again compare equal. */
const withValues = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
