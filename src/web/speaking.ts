import type { Context } from 'hono';
import type { Site } from '../../templates/web/site.ts';
import { inLanguage, tokenOfOne } from '../core/index.ts';
import { choicesAmong, type LanguageName, type Languages, readerLanguage } from '../words/written.ts';
import { namedLanguage, sitePath } from './path.ts';

type Speaking = {
  config: { publicUrl: string; languages: Languages };
  /** The site under the name that it has now. */
  site(language?: LanguageName): Promise<Site>;
};

/**
 * The site in the language of a request: the one that is named before its path, else, where somebody's own link is opened, the one that
 * they chose; with the ways to the same page in the others.
 * @param chosen the language of who holds a link, by its name; null = none
 */
export async function siteFor(
  { config, site }: Speaking,
  c: Context,
  chosen: (token: string) => Promise<string | null> = async () => null,
): Promise<Site> {
  const { languages } = config;
  if (languages.length === 1) return site();
  const token = tokenOfOne(c.req.path);
  const language =
    namedLanguage(c.req.raw, config) ??
    readerLanguage(token === undefined ? null : await chosen(token), languages);
  const here = await site(language);
  // What only a form leads to cannot be opened.
  return c.req.method === 'GET' ? { ...here, elsewhere: elsewhere(config, c, language) } : here;
}

function elsewhere({ publicUrl, languages }: Speaking['config'], c: Context, here: LanguageName) {
  const { search } = new URL(c.req.url);
  return choicesAmong(languages.filter((name) => name !== here)).map(({ value, lang, label }) => ({
    ...{ lang, name: label },
    href: `${sitePath(publicUrl)}${inLanguage(c.req.path, value, languages)}${search}`,
  }));
}
