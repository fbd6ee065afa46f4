import { storyToken } from '../contributors/index.ts';
import { type MailedLinkKeys, paths } from '../core/index.ts';
import type { Notice } from '../core/notices.ts';
import type { App } from './app.ts';

type Deps = Pick<App, 'db'> & { keys: MailedLinkKeys; config: Pick<App['config'], 'publicUrl'> };

/** Puts the address into a mail to a contributor: the row holds the id of the story alone. `undefined`: the story is gone. */
export async function withStoryLink({ db, keys, config }: Deps, notice: Notice): Promise<Notice | undefined> {
  if (notice.kind !== 'story-link' && notice.kind !== 'story-news') return notice;
  const token = await storyToken(db, keys, notice.params.contribution);
  if (token === undefined) return undefined;
  const url = `${config.publicUrl}${paths.myStory({ token })}`;
  return { ...notice, params: { ...notice.params, url } } as Notice;
}
