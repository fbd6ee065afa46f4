import { EmptyState, Tag } from '../components/index.ts';

/** One thing that needs whoever looks, with times as they are shown. */
export type ShownNeed = {
  what: string;
  why: string | undefined;
  /** Where it is done at the desk; absent = by a command, so far. */
  href: string | undefined;
  turn: string;
  since: string;
  by: string | undefined;
};
export type InHand = { number: number; title: string; cover: string; state: string; next: string };

type Home = {
  needs: readonly ShownNeed[];
  inHand: InHand | undefined;
  mail: string | undefined;
  /** What came too late and waits for an answer, and the dates of the next editions. */
  calendar?: { asks: readonly { href: string; text: string }[]; next: readonly string[] } | undefined;
};

/** What waits for the one who is signed in, and the edition that is being made. */
export function HomePage({ needs, inHand, mail, calendar }: Home) {
  return (
    <>
      <h1>What needs you</h1>
      {needs.length === 0 ? (
        <EmptyState title="Nothing needs you today">
          <p>
            Articles that come in, editions that wait for approval, and whatever stops a mail on its way are
            listed here, the longest waiting first.
          </p>
        </EmptyState>
      ) : (
        <ol class="desk-needs">
          {needs.map((need) => (
            <Waiting need={need} />
          ))}
        </ol>
      )}
      {calendar?.asks.map(({ href, text }) => (
        <p class="desk-note">
          <a href={href}>{text}</a>
        </p>
      ))}
      {mail && <p class="desk-note">{mail}</p>}
      {inHand && (
        <>
          <h2 class="govuk-heading-m">The edition in hand</h2>
          <p>
            <strong>
              {inHand.number}: {inHand.title}, {inHand.cover}
            </strong>{' '}
            <Tag>{inHand.state}</Tag>
          </p>
          <p>{inHand.next}</p>
        </>
      )}
      {calendar && calendar.next.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Next dates</h2>
          <ul>
            {calendar.next.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const Waiting = ({ need: { what, why, href, turn, since, by } }: { need: ShownNeed }) => (
  <li>
    <p class="desk-needs__what">{href ? <a href={href}>{what}</a> : what}</p>
    {why && <p>{why}</p>}
    <p class="desk-under">
      {turn} · since {since}
      {by && ` · by ${by}`}
    </p>
  </li>
);
