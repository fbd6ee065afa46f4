import { Page } from './layout.tsx';
import type { Site } from './site.ts';

export type ErrorPageProps = {
  site: Site;
  heading: string;
  /** What is wrong and what to do, a sentence. */
  sentence: string;
  details?: readonly string[];
  /** Where else to go. */
  ways?: { href: string; text: string }[];
};

/** Says what went wrong and what to do now; never a stack or a code alone. */
export function ErrorPage({ site, heading, sentence, details = [], ways = [] }: ErrorPageProps) {
  return (
    <Page site={site} title={heading} robots="noindex">
      <h1>{heading}</h1>
      <p class="lead">{sentence}</p>
      {details.length > 0 && (
        <ul>
          {details.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
      {ways.length > 0 && (
        <>
          <p>You can:</p>
          <ul>
            {ways.map((way) => (
              <li>
                <a href={way.href}>{way.text}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {site.contact && (
        <p>
          If this keeps happening, write to <a href={`mailto:${site.contact}`}>{site.contact}</a>.
        </p>
      )}
    </Page>
  );
}
