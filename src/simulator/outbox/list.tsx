import { EmptyState, Pager } from '../../../templates/web/components/index.ts';
import { Instant, page } from './layout.tsx';
import { type Listed, type MailPage, PAGE_SIZE, SEARCH_LIMIT } from './reading.ts';

const Row = ({ mail, summary }: Listed) => (
  <li>
    <a href={`/mails/${mail.id}`}>
      <span class="to cut">{mail.destinations.join(', ')}</span>
      <span class="what cut">
        {summary.subject || '(no subject)'} <span class="quiet">{summary.opening}</span>
      </span>
      <Instant at={mail.at} />
      {summary.sections.length > 0 && <span class="quiet sections">{summary.sections.join(', ')}</span>}
    </a>
  </li>
);

type EmptyProps = { words: string; kept: number; listed: boolean };

function Empty({ words, kept, listed }: EmptyProps) {
  if (words !== '')
    return (
      <EmptyState title={`Nothing found for “${words}”`}>
        <p>The search looks for every word in the address, the subject and the text of the mail.</p>
      </EmptyState>
    );
  if (kept > 0 && !listed)
    return (
      <EmptyState title={`${kept.toLocaleString('en-GB')} mails came, and their bytes were let go`}>
        <p>This simulator runs without keeping mails, for benchmarks. Its ledger is at /_control/ledger.</p>
      </EmptyState>
    );
  return (
    <EmptyState title="No mail yet">
      <p>
        Send an edition, or sign up as a reader: whatever would have gone through Amazon SES appears here.
      </p>
    </EmptyState>
  );
}

const href = (words: string, to: number) =>
  `/?${new URLSearchParams({ ...(words ? { q: words } : {}), page: String(to) })}`;

const step = (words: string, to: number, label: string) => ({
  href: href(words, to),
  label,
  title: `Page ${to}`,
});

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
          <p class="quiet">
            {first} to {first + found.listed.length - 1} of {found.total.toLocaleString('en-GB')}
            {words && kept > SEARCH_LIMIT ? `, among the newest ${SEARCH_LIMIT.toLocaleString('en-GB')}` : ''}
            . Times are UTC.
          </p>
        )}
        {found.listed.length > 0 ? (
          <ol class="mails">
            {found.listed.map((one) => (
              <Row {...one} />
            ))}
          </ol>
        ) : (
          <Empty words={words} kept={kept} listed={found.total > 0} />
        )}
        <Pager
          label="Pages"
          lang="en-GB"
          {...(at > 1 ? { previous: step(words, at - 1, 'Newer') } : {})}
          {...(found.more ? { next: step(words, at + 1, 'Older') } : {})}
        />
      </>
    ),
  });
}
