import type { Context } from 'hono';
import type { Choice } from '../../../subscribers/index.ts';
import type { Problem } from '../../../templates/web/readers/frame.tsx';
import { type EmailAddress, isFault, parseEmailAddress, type SectionSlug } from '../../core/index.ts';
import { type Locale, sentenceIn } from '../../words/index.ts';

/** What a form holds. A body that cannot be read holds nothing. */
export type Form = { text(name: string): string; list(name: string): string[]; has(name: string): boolean };

export async function readForm(c: Context): Promise<Form> {
  const body = await c.req.parseBody({ all: true }).catch(() => ({}) as Record<string, never>);
  const list = (name: string) =>
    [Object.hasOwn(body, name) ? body[name] : []].flat().filter((value) => typeof value === 'string');
  return { list, text: (name) => list(name)[0]?.trim() ?? '', has: (name) => Object.hasOwn(body, name) };
}

/** A value of a form, or what is wrong with it. */
export type Read<T> = { value: T; problem?: undefined } | { problem: Problem; value?: undefined };

export function readEmail(form: Form, locale: Locale): Read<EmailAddress> {
  const text = form.text('email');
  if (text === '') {
    return { problem: { field: 'email', message: locale.say('wrong.email') } };
  }
  try {
    return { value: parseEmailAddress(text) };
  } catch (error) {
    return { problem: problemFrom(error, 'email', locale) };
  }
}

/** The sections that are ticked, in the order of the sections. */
export function readTickedSections(form: Form, known: readonly { slug: string }[]): SectionSlug[] {
  const ticked = form.list('sections');
  return known.map(({ slug }) => slug as SectionSlug).filter((slug) => ticked.includes(slug));
}

/** "All" wins over single sections: without JavaScript both can be ticked. */
export function readTickedChoice(
  form: Form,
  known: readonly { slug: string }[],
  { say }: Locale,
): Read<Choice> {
  if (form.list('sections').includes('all')) {
    return { value: 'all' };
  }
  const slugs = readTickedSections(form, known);
  if (slugs.length === 0) {
    return { problem: { field: 'sections', message: say('wrong.sections') } };
  }
  return { value: slugs };
}

/** A refusal by the domain as a problem of one field; anything else goes on to the error page. */
export function problemFrom(error: unknown, field: string, locale: Locale): Problem {
  if (isFault(error) && error.code === 'invalid') {
    return { field, message: sentenceIn(error, locale) };
  }
  throw error;
}
