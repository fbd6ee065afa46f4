import type { Context } from 'hono';
import { choicesAmong, type LanguageChoice } from '../../words/written.ts';
import type { ReaderEnv, ReaderPages } from './deps.ts';

/**
 * The languages to choose from, with the one that is chosen: what was asked for where it is one of them, else the page's own.
 * `undefined` where there is one alone, so that nothing is asked or kept.
 */
export function spokenIn(
  { config }: ReaderPages,
  c: Context<ReaderEnv>,
  asked: string | null | undefined,
): { languages: LanguageChoice[]; language: string } | undefined {
  const languages = choicesAmong(config.languages);
  if (languages.length === 1) return undefined;
  const chosen = languages.find(({ value }) => value === asked)?.value;
  return { languages, language: chosen ?? c.var.site.speaks ?? config.languages[0] };
}
