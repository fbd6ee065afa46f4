import { z } from 'zod';
import {
  type ContentHash,
  TYPED_FIELDS,
  type Typed,
  type TypedField,
  type TypedProblem,
  type VersionContent,
} from '../core/index.ts';
import { articleRules, badCharacter, line, optionalField } from './field-rules.ts';
import { readBody } from './markdown/index.ts';

const BODY_MAX = 100_000;

/** Takes what is known of the fields; what is left out is empty. */
export const typedFrom = (given: Partial<Record<string, string>>): Typed =>
  Object.fromEntries(TYPED_FIELDS.map((field) => [field, given[field] ?? ''])) as Typed;

/** An article's content as an editor finds it in the fields; `section` is its section's slug. */
export function typedOf(content: VersionContent, section: string): Typed {
  const { headline, summary, body, organisation, publishedOn, language, contact, image, links } = content;
  return typedFrom({
    headline,
    summary,
    body,
    section,
    ...(organisation === undefined ? {} : { organisation }),
    ...(image ? { picture: image.hash, alt: image.alt, caption: image.caption ?? '' } : {}),
    contactName: contact?.name ?? '',
    contactRole: contact?.role ?? '',
    contactEmail: contact?.email ?? '',
    contactPhone: contact?.phone ?? '',
    contactUrl: contact?.url ?? '',
    links: links.map(({ text, url }) => `${text} ${url}`).join('\n'),
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
      const read = z.object(articleRules.link).safeParse({ text: words, url });
      if (!read.success) {
        context.addIssue(
          `has a line that is no link: “${one.slice(0, 60)}”. Write its words, then its address.`,
        );
      }
      return read.data ?? { text: words, url };
    }),
);

const rules = z.object({
  headline: articleRules.headline,
  summary: articleRules.summary,
  body,
  section: line(200),
  organisation: articleRules.organisation,
  picture: optionalField(z.string().regex(/^[0-9a-f]{64}$/, 'is not inside: choose the file again.')),
  alt: optionalField(articleRules.alt),
  caption: articleRules.caption,
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
  if (typed.picture !== '' && typed.alt.trim() === '')
    problems.push({ field: 'alt', sentence: 'is empty: say what is in the picture, for who cannot see it.' });
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
    alt: 'Picture',
    section: sections[0]?.slug ?? '',
  };
  const mended = { ...typed };
  for (const { field } of problems) mended[field] = stead[field] ?? '';
  return readTyped(mended, sections).content;
}

const inOrder = (problems: TypedProblem[]) =>
  [...problems].sort((a, b) => TYPED_FIELDS.indexOf(a.field) - TYPED_FIELDS.indexOf(b.field));

function contentFrom(read: z.output<typeof rules>, sectionId: VersionContent['sectionId']): VersionContent {
  const { headline, summary = '', body, organisation, picture, alt = '', caption, links } = read;
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
    ...(picture === undefined
      ? {}
      : { image: { hash: picture as ContentHash, alt, ...withValues({ caption }) } }),
  };
}

/** Without the keys that have none, so that what is stored and what is read again compare equal. */
const withValues = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
