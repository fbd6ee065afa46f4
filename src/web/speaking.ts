import type { Context } from 'hono';
import type { Site } from '../../templates/web/site.ts';
import { inLanguage, tokenOfOne } from '../core/index.ts';
import { choicesAmong, type LanguageName, type Languages, readerLanguage } from '../words/written.ts';
import { namedLanguage, sitePath } from './path.ts';
import type { SiteOf } from './site.ts';

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
  const { search } = new URL(c.req.url);
  // What only a form leads to cannot be opened.
  return c.req.method === 'GET'
    ? { ...here, elsewhere: elsewhere(config, { path: c.req.path, search }, language) }
    : here;
}

type Spoken = Pick<Speaking, 'config'> & { siteOf: SiteOf };

/** The language of a page that is made once for all, and how the site speaks on it; where there is one language, nothing is said of it. */
export function spokenTo({ config, siteOf }: Spoken, c: Context, path: string) {
  const { languages } = config;
  const language = languages.length === 1 ? undefined : (namedLanguage(c.req.raw, config) ?? languages[0]);
  return {
    language,
    key: language === undefined ? path : `${language} ${path}`,
    site(catalogue: Parameters<SiteOf>[0]): Site {
      const here = siteOf(catalogue, language);
      return language === undefined
        ? here
        : { ...here, elsewhere: elsewhere(config, { path, search: '' }, language) };
    },
  };
}

type Opened = { path: string; search: string };

function elsewhere(
  { publicUrl, languages }: Speaking['config'],
  { path, search }: Opened,
  here: LanguageName,
) {
  return choicesAmong(languages.filter((name) => name !== here)).map(({ value, lang, label }) => ({
    ...{ lang, name: label },
    href: `${sitePath(publicUrl)}${inLanguage(path, value, languages)}${search}`,
  }));
}
