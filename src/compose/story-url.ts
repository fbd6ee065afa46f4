import { storyLink } from '../contributors/index.ts';
import { inLanguage, type MailedLinkKeys, paths } from '../core/index.ts';
import type { Notice } from '../core/notices.ts';
import { readerLanguage } from '../words/written.ts';
import type { App } from './app.ts';

type Deps = Pick<App, 'db'> & {
  keys: MailedLinkKeys;
  config: Pick<App['config'], 'publicUrl' | 'languages'>;
};

/**
 * Puts the address into a mail to a contributor: the row holds the id of the story alone. With the language that the contributor
 * chose, by its name. `undefined`: the story is gone.
 */
export async function withStoryLink(
  { db, keys, config: { publicUrl, languages } }: Deps,
  notice: Notice,
): Promise<{ notice: Notice; language?: string | null } | undefined> {
  if (notice.kind !== 'story-link' && notice.kind !== 'story-news') return { notice };
  const link = await storyLink(db, keys, notice.params.contribution);
  if (link === undefined) return undefined;
  const { token, language } = link;
  const path = inLanguage(paths.myStory({ token }), readerLanguage(language, languages), languages);
  return {
    notice: { ...notice, params: { ...notice.params, url: `${publicUrl}${path}` } } as Notice,
    language,
  };
}
