import { Instant, page } from './layout.tsx';
import { type Listed, type MailPage, PAGE_SIZE, SEARCH_LIMIT } from './reading.ts';

const Row = ({ mail, summary }: Listed) => (
  <li>
    <a href={`/mails/${mail.id}`}>
      <span class="to cut">{mail.destinations.join(', ')}</span>
      <span class="what cut">
        {summary.subject || '(no subject)'} <span class="opening">{summary.opening}</span>
      </span>
      <Instant at={mail.at} />
      {summary.sections.length > 0 && <span class="sections">{summary.sections.join(', ')}</span>}
    </a>
  </li>
);

const Empty = ({ words, kept, listed }: { words: string; kept: number; listed: boolean }) => (
  <div class="empty">
    {words !== '' ? (
      <>
        <h2>Nothing found for “{words}”</h2>
        <p>The search looks for every word in the address, the subject and the text of the mail.</p>
      </>
    ) : kept > 0 && !listed ? (
      <>
        <h2>{kept.toLocaleString('en-GB')} mails came, and their bytes were let go</h2>
        <p>This simulator runs without keeping mails, for benchmarks. Its ledger is at /_control/ledger.</p>
      </>
    ) : (
      <>
        <h2>No mail yet</h2>
        <p>
          Send an edition, or sign up as a reader: whatever would have gone through Amazon SES appears here.
        </p>
      </>
    )}
  </div>
);

const href = (words: string, to: number) =>
  `/?${new URLSearchParams({ ...(words ? { q: words } : {}), page: String(to) })}`;

const Pages = ({ words, at, more }: { words: string; at: number; more: boolean }) => (
  <nav class="pages" aria-label="Pages">
    <span>{at > 1 && <a href={href(words, at - 1)}>← Newer</a>}</span>
    <span>{more && <a href={href(words, at + 1)}>Older →</a>}</span>
  </nav>
);

type ListProps = { found: MailPage; words: string; at: number; kept: number };

/** The list of mails, newest first. */
export function listPage({ found, words, at, kept }: ListProps) {
  const first = (at - 1) * PAGE_SIZE + 1;
  const heading = words ? `Mails with “${words}”` : 'Newest mails';
  return page({
    title: words ? `${words} – Outbox` : 'Outbox',
    words,
    kept,
    children: (
      <>
        <h1>{heading}</h1>
        {found.listed.length > 0 && (
          <p class="note">
            {first} to {first + found.listed.length - 1} of {found.total.toLocaleString('en-GB')}
            {words && kept > SEARCH_LIMIT ? `, among the newest ${SEARCH_LIMIT.toLocaleString('en-GB')}` : ''}
            . Times are UTC.
          </p>
        )}
        {found.listed.length > 0 ? (
          <ol class="list">
            {found.listed.map((one) => (
              <Row {...one} />
            ))}
          </ol>
        ) : (
          <Empty words={words} kept={kept} listed={found.total > 0} />
        )}
        <Pages words={words} at={at} more={found.more} />
      </>
    ),
  });
}
