import type { Child } from 'hono/jsx';
import { BackLink, ErrorSummary } from '../components/index.ts';
import { Page } from '../layout.tsx';
import type { Site } from '../site.ts';

/** A field that must be answered again, and why. `field` is the id that the summary links to. */
export type Problem = { field: string; message: string };

export const problemOf = (problems: readonly Problem[] | undefined, field: string) =>
  problems?.find((problem) => problem.field === field)?.message;

export type FrameProps = {
  site: Site;
  title: string;
  problems?: readonly Problem[];
  /** Where the page before is. */
  back?: string;
  at?: 'subscribe';
  /** For a page that anybody may find; all others hold a token or answers. */
  open?: { path: string; description: string };
  /** The page asks one plain question, and needs the styles of nothing else. */
  question?: boolean;
  children?: Child;
};

/** A page of a reader's journey: one thing on it, what is wrong said first. */
export function Frame({ site, title, problems = [], back, at, open, question, children }: FrameProps) {
  const failed = problems.length > 0;
  return (
    <Page
      site={site}
      title={failed ? `Error: ${title}` : title}
      {...(open
        ? { canonical: `${site.publicUrl}${open.path}`, description: open.description }
        : { robots: 'noindex' })}
      at={at}
      forms={question ? 'questions' : 'answers'}
    >
      <div class="journey">
        {back && <BackLink href={back} />}
        {failed && (
          <ErrorSummary
            errorList={problems.map(({ field, message }) => ({ content: message, href: `#${field}` }))}
          />
        )}
        {children}
      </div>
    </Page>
  );
}
