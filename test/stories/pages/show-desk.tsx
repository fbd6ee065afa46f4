import type { Child } from 'hono/jsx';
import { paths } from '../../../src/core/index.ts';
import { standardTheme } from '../../../templates/theme.ts';
import { DeskPage, type DeskPageProps } from '../../../templates/web/desk/page.tsx';
import type { Site } from '../../../templates/web/site.ts';
import type { Story } from '../story.ts';
import { showDocument } from './show-component.tsx';

type Around = Partial<Pick<DeskPageProps, 'links' | 'more' | 'problems' | 'done'>> & {
  /** For somebody who is not signed in. */
  outside?: boolean;
};

const links = [
  { href: paths.desk.home(), text: 'What needs you', current: false },
  { href: paths.desk.editions(), text: 'Editions', current: true },
];

/** A page of the desk in one state. */
export const deskStory = (
  name: string,
  body: (site: Site) => Child,
  { outside = false, ...around }: Around = {},
): Story => ({
  name,
  desk: true,
  open: (page) =>
    showDocument(page, standardTheme, (site) => (
      <DeskPage
        site={site}
        title="A story"
        links={outside ? [] : links}
        {...(outside ? {} : { person: { name: 'Ed Example' } })}
        {...around}
      >
        {body(site)}
      </DeskPage>
    )),
});
