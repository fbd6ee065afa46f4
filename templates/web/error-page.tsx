import { Page } from './layout.tsx';
import type { Site } from './site.ts';

type Way = { href: string; text: string };

export type ErrorPageProps = {
  site: Site;
  heading: string;
  /** What is wrong and what to do, a sentence. */
  sentence: string;
  details?: readonly string[];
  /** What there is in place of what was asked for. */
  choices?: readonly Way[];
  /** Where else to go. */
  ways?: readonly Way[];
};

/** Says what went wrong and what to do now; never a stack or a code alone. */
export function ErrorPage({
  site,
  heading,
  sentence,
  details = [],
  choices = [],
  ways = [],
}: ErrorPageProps) {
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
      <Ways to={choices} />
      {ways.length > 0 && <p>{site.locale.say('site.youCan')}</p>}
      <Ways to={ways} />
      {site.contact && (
        <p>
          {site.locale.pieces('site.keepsHappening', {
            mailbox: <a href={`mailto:${site.contact}`}>{site.contact}</a>,
          })}
        </p>
      )}
    </Page>
  );
}

const Ways = ({ to }: { to: readonly Way[] }) =>
  to.length > 0 ? (
    <ul>
      {to.map(({ href, text }) => (
        <li>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  ) : null;
