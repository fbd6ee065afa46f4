import { Button, Tag } from '../components/index.ts';
import type { Site } from '../site.ts';
import { deskMoment } from './moments.ts';

export type AskedView = {
  link: number;
  /** Their name, and where the mail went. */
  who: string;
  guest: boolean;
  by: string;
  at: Date;
  /** In whose place they are asked. */
  deputyFor?: string | undefined;
  /** Who is asked in their place when they do not answer, in a sentence. */
  next?: string | undefined;
  state: string;
  revocable: boolean;
};

export type HistoryRow = { at: Date; what: string; words: string | null; hash?: string };

type AskedProps = { site: Site; asked: readonly AskedView[]; mayRevoke: boolean };

/** Who was asked for an approval, and what each said. */
export const Asked = ({ site, asked, mayRevoke }: AskedProps) =>
  asked.length === 0 ? null : (
    <section aria-labelledby="asked">
      <h2 id="asked">Who was asked</h2>
      <ul class="desk-asked">
        {asked.map((one) => (
          <li>
            <p>
              <strong>{one.who}</strong> {one.guest && '(guest)'} <Tag>{one.state}</Tag>
            </p>
            <p class="muted">{askedHow(one, site)}</p>
            {one.next && <p class="muted">{one.next}</p>}
            {one.revocable && mayRevoke && (
              <form method="post" novalidate>
                <input type="hidden" name="link" value={one.link} />
                <Button name="do" value="revoke" classes="govuk-button--link">
                  Revoke
                  <span class="govuk-visually-hidden">{` the link of ${one.who}`}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );

const askedHow = ({ by, at, deputyFor }: AskedView, site: Site) =>
  deputyFor === undefined
    ? `Asked by ${by} on ${deskMoment(at, site)}`
    : `Asked on ${deskMoment(at, site)} in the place of ${deputyFor}, who had not answered`;

/** What came of it so far: approvals, and what was sent back or opened again. */
export const History = ({ site, history }: { site: Site; history: readonly HistoryRow[] }) =>
  history.length === 0 ? null : (
    <section aria-labelledby="history">
      <h2 id="history">What happened</h2>
      <ol class="history">
        {history.map(({ at, what, words, hash }) => (
          <li>
            <p>
              <strong>{what}</strong> <span class="muted">{deskMoment(at, site)}</span>
            </p>
            {words && <p class="as-text">{words}</p>}
            {hash && (
              <p class="muted hash">
                Fingerprint of what was approved: <code>{hash}</code>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
