/**
 * Every column that could hold a reader's address or name, and what keeps it from outliving erasure; `table.*` speaks for
 * a table's other columns. A new column that is not here fails the erasure test: decide, then add it.
 */
const editorial = 'editors’ content: contacts in articles are theirs to change';
const ourWords = 'words and ids from our own lists';

export const addressColumns: Record<string, string> = {
  'subscribers.email': 'emptied',
  'subscribers.email_key': 'emptied',
  'subscribers.new_email': 'emptied',
  'subscribers.name': 'emptied',
  'subscribers.organisation': 'emptied',
  'subscribers.consent_source': 'emptied: an import file may say anything there',
  'subscribers.*': ourWords,
  'consents.*': 'append-only: the ledger takes slugs, dates, counts and words from our own lists',
  'suppressions.email_hash': 'a keyed hash: kept on purpose',
  'suppressions.*': ourWords,
  'notices.*': 'the reader’s rows are deleted',
  'deliveries.reason': 'emptied where it quotes an address',
  'deliveries.*': ourWords,
  'ses_events.*': 'stored without recipients, headers and other servers’ text',
  'runs.reason': 'the address is cut out',
  'runs.*': ourWords,
  'actions.error': 'the address is cut out',
  'actions.inputs': 'the address is cut out',
  'actions.outputs': 'the address is cut out',
  'actions.*': ourWords,
  'slots.*': ourWords,
  'leases.*': ourWords,
  'pace.*': 'the sending account',
  'outages.*': 'the sending account',
  'rate_limits.key': 'a keyed hash',
  'settings.*': 'of the installation',
  'kysely_migration.*': ourWords,
  'kysely_migration_lock.*': ourWords,
  'articles.*': editorial,
  'corrections.*': editorial,
  'editions.*': editorial,
  'feeds.*': editorial,
  'images.*': editorial,
  'image_variants.*': editorial,
  'published_articles.*': editorial,
  'renderings.*': editorial,
  'sections.*': editorial,
  'snapshots.*': editorial,
  'takedowns.*': editorial,
};
