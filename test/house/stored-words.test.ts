import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tableWrites } from '../../scripts/table-writes.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Columns in which we say something to people, with the column that holds it as codes: the words are for the version before. */
const CODED: Record<string, string> = {
  'flow_runs.reason': 'reason_code',
  'actions.error': 'reason_code',
  'attempts.reason_params': 'reason_code',
  'hindrances.reason': 'reason_code',
  'slots.outcome': 'reason_code',
  'deliveries.reason': 'reason_code',
  'notices.reason': 'reason_code',
  'unsettled.held': 'reason_code',
  'consequences.error': 'reason_code',
  'consequences.outcome': 'outcome_code',
  'feeds.message': 'remarks',
};

/** Words that are no codes of ours, each with the reason. */
const WORDS: Record<string, string> = {
  'approvals.words': 'a person’s',
  'approvals.alone_reason': 'a person’s',
  'send_backs.words': 'a person’s',
  'reopenings.reason': 'a person’s, or the flow’s from the one file of words',
  'takedowns.reason': 'a person’s',
  'takedowns.notice': 'a person’s',
  'corrections.note': 'a person’s',
  'articles.decline_reason': 'a person’s',
  'article_versions.words': 'a person’s',
  'article_notes.words': 'a person’s',
  'flow_runs.acknowledged_words': 'a person’s',
  'suppression_lifts.reason': 'a person’s',
  'calendar_entries.reason': 'a person’s',
  'outages.reason': 'what Amazon SES, or Node, said: a parameter of `ses-away`',
  'pace.away_reason': 'what Amazon SES, or Node, said: a parameter of `ses-away`',
  'articles.notes': 'what became of a partner’s item, for whoever judges it, as it was when it was read',
  'actions.inputs': 'the action’s own, by its schema',
  'actions.outputs': 'the action’s own, by its schema: findings and totals as they were',
  'attempts.inputs': 'the action’s own, by its schema',
  'attempts.outputs': 'the action’s own, by its schema: findings and totals as they were',
  'preflights.report': 'findings in sentences, made anew with each change of what they are about',
  'reader_imports.error':
    'why a list cannot be read, as the command says it: for a day, in the desk’s one language',
  'reader_import_rows.reason':
    'why a row cannot be read, as the command says it: for a day, in the desk’s one language',
  'alarms.acknowledged_words': 'a person’s',
  'alarm_tellings.said':
    'why a way failed, as it was when it was tried: for a day, in the desk’s one language',
  'examinations.result': 'findings in sentences, made anew each night',
  'settings.value': 'not shown, but for `slot-not-taken`, which holds a code beside its words',
  'subscribers.state_reason': 'one of a short list, by which the reader’s room decides',
  'suppressions.reason': 'one of a short list',
  'consents.reason': 'one of a short list',
};

/** Content, names, ids, hashes, states: nothing that we say. */
const DATA = new Set(
  `actions.name acts.act acts.subject_type acts.actor acts.params approval_links.* approval_requests.* approvals.actor article_notes.actor article_notes.about
  article_versions.actor article_versions.content article_versions.how articles.* attempts.action attempts.stack
  begun_sendings.* conclusions.* consents.* consequences.name corrections.* deliveries.* delivery_totals.* edition_snapshots.* editions.* feeds.*
  flow_runs.* flow_switches.* hindrances.kind image_variants.* images.* leases.* notices.* pace.* pace_holders.* people.* deputies.* plans.* processes.* published_articles.*
  rate_limits.* preflights.content_key renderings.* reopenings.actor second_looks.* sections.* send_backs.content_key send_backs.content
  send_backs.actor ses_events.* sessions.* settings.key sign_ins.* signed_with.*
  subscribers.* suppression_lifts.* suppressions.* takedowns.* tellings.* unsettled.* notice_turns.* outages.*
  journal_entries.* journal_places.* journals.* recalled_mails.* restore_holds.* working_copies.fields mail_shells.* contributions.* article_proposals.*
  link_checks.actor link_answers.* retired_domains.* reader_imports.* reader_import_parts.* reader_import_rows.* alarms.cause alarms.key alarms.params alarms.acknowledged_by
  alarm_tellings.news alarm_tellings.way alarm_tellings.label bank_holidays.* calendar_addresses.* calendar_tellings.* calendar_entries.kind calendar_entries.changed_by`.split(
    /\s+/,
  ),
);

const schema = readFileSync(`${ROOT}docs/schema.sql`, 'utf8');
const columns = [...schema.matchAll(/^CREATE TABLE (\w+) \(\n([\s\S]*?)\n\);/gm)].flatMap(
  ([, table = '', body = '']) =>
    [...body.matchAll(/^ {2}(\w+) (?:text|jsonb)\b/gm)].map(([, column = '']) => ({ table, column })),
);
const isCode = (column: string) =>
  /^(?:state|(?:reason|outcome)_(?:code|params)|remarks)$|hash$/.test(column);

test('every stored text is known: a code beside it, a person’s words, or nothing that we say', () => {
  const unknown = columns
    .filter(({ table, column }) => {
      const name = `${table}.${column}`;
      return !(name in CODED || name in WORDS || isCode(column) || DATA.has(name) || DATA.has(`${table}.*`));
    })
    .map(({ table, column }) => `${table}.${column}`);
  expect(unknown).toEqual([]);
  const all = columns.map(({ table, column }) => `${table}.${column}`);
  for (const [name, code] of Object.entries(CODED)) {
    expect(all, name).toContain(name);
    expect(all, name).toContain(`${name.split('.')[0]}.${code}`);
  }
  expect(Object.keys(WORDS).filter((name) => !all.includes(name))).toEqual([]);
});

test('every write of such a column takes its words from the one file, and never spells them', () => {
  const tables = new Set(Object.keys(CODED).map((name) => name.split('.')[0]));
  const files = tableWrites(ROOT, ['src', 'subscribers', 'workers'])
    .filter(
      ({ file, table = '' }) => (tables.has(table) || table === 'runs') && !file.includes('/migrations/'),
    )
    .map(({ file }) => file);
  const words = [...new Set(Object.keys(CODED).map((name) => name.split('.')[1]))].join('|');
  const spelt = new RegExp(`\\b(?:${words})\\s*[:=]\\s*(?:'[^']|"[^"]|\`[^\`])`);
  const found = [...new Set(files)].filter((file) =>
    readFileSync(`${ROOT}${file}`, 'utf8')
      .split('\n')
      .some((line) => spelt.test(line) && !/regexp_replace|COALESCE/i.test(line)),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(found).toEqual([]);
  expect(spelt.test("reason: 'paused by a person'")).toBe(true);
});

test('rows hold no shell command: the file of words puts them in for a terminal alone', () => {
  const words = readFileSync(`${ROOT}src/core/reason-words.ts`, 'utf8');
  const spoken = words.slice(words.indexOf('const WORDS'), words.indexOf('const typed'));
  // Each command there is in braces, which `todo` alone shows.
  expect(spoken).not.toContain('`quarterly ');
  expect(spoken.match(/todo\([^)]*\{/g)?.length).toBeGreaterThan(5);
});
