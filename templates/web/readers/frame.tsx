import type { Child } from 'hono/jsx';
import { paths } from '../../../src/core/index.ts';
import { BackLink, ErrorSummary } from '../components/index.ts';
import { Page } from '../layout.tsx';
import type { Site } from '../site.ts';

/** A field that must be answered again, and why. `field` is the id that the summary links to. */
export type Problem = { field: string; message: string };

/** What is said at a field that must be answered again. */
export function problemOf({ site, problems }: Pick<FrameProps, 'site' | 'problems'>, field: string) {
  const message = problems?.find((problem) => problem.field === field)?.message;
  return message && { content: message, visuallyHiddenText: site.locale.say('reader.error') };
}

export type FrameProps = {
  site: Site;
  title: string;
  problems?: readonly Problem[];
  /** Where the page before is. */
  back?: string;
  at?: 'subscribe';
  /** For a page that anybody may find; all others hold a token or answers. */
  open?: { path: string; description: string };
  scripts?: ('sections.js' | 'story.js')[];
  children?: Child;
};

/** Wraps the words that lead to where a lost link is asked for. */
export const askForLink = (site: Site) => (inside: Child[]) => (
  <a href={site.at(paths.lostLink())}>{inside}</a>
);

/** A page of a reader's journey: one thing on it, what is wrong said first. */
export function Frame({ site, title, problems = [], back, at, open, scripts, children }: FrameProps) {
  const failed = problems.length > 0;
  return (
    <Page
      site={site}
      title={failed ? site.locale.say('reader.errorTitle', { title }) : title}
      {...(open
        ? { canonical: new URL(site.at(open.path), site.publicUrl).href, description: open.description }
        : { robots: 'noindex' })}
      at={at}
      {...(scripts ? { scripts } : {})}
      forms
    >
      <div class="journey">
        {back && <BackLink href={back}>{site.locale.say('reader.back')}</BackLink>}
        {failed && (
          <ErrorSummary
            title={site.locale.say('reader.problem')}
            errorList={problems.map(({ field, message }) => ({ content: message, href: `#${field}` }))}
          />
        )}
        {children}
      </div>
    </Page>
  );
}
