import { type Kysely, sql } from 'kysely';

/**
 * Reasons are codes with parameters; the words are made for whoever reads them. The old columns keep their words for one
 * version, without commands. What a process of the version before writes, in words alone, is translated by triggers; their
 * conditions are false for what happens to each mail. Rows that there are, are translated here, while no
 * process may write them: 2,000,000 deliveries with 400,000 reasons took 26 s on two cores that were busy with 37 others.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(COLUMNS).execute(db);
  await sql.raw(FROM_WORDS).execute(db);
  await sql.raw(TRANSLATE).execute(db);
  await sql.raw(TRIGGERS).execute(db);
}

const TABLES = [
  ['runs', 'reason'],
  ['actions', 'error'],
  ['hindrances', 'reason'],
  ['slots', 'outcome'],
  ['deliveries', 'reason'],
  ['notices', 'reason'],
  ['unsettled', 'held'],
] as const;

const COLUMNS = TABLES.map(
  ([table]) => `ALTER TABLE ${table} ADD COLUMN reason_code text, ADD COLUMN reason_params jsonb;`,
).join('\n');

/** Words that are always the same. */
const ALWAYS = {
  'paused by a person': 'paused',
  'cancelled by a person': 'cancelled',
  'Sending is off: set SENDING=simulator or SENDING=live, then resume the run.': 'sending-off',
  taken: 'slot-taken',
  'overdue: no edition was planned': 'slot-overdue',
  'nothing in your sections': 'nothing-chosen',
  'not on the allow-list': 'not-allowed',
  'paused by the reader': 'reader-paused',
  'not an address that Amazon SES can take': 'bad-address',
  'the run was cancelled': 'run-cancelled',
  'given back before the call': 'given-back',
  'the worker stopped during the call': 'worker-stopped',
  'closed by a person: nobody knows whether SES took it': 'closed',
  'Amazon SES could not render it': 'not-rendered',
  '(address removed)': 'address-removed',
  'the reader no longer gets the bulletin': 'no-longer-reader',
  'it has no address any more': 'no-address',
  'too late to be of use': 'too-late',
  'it could not be made': 'not-made',
  'it is not known when it was called': 'call-time-unknown',
  'an event without tags was about its mailbox': 'mailbox-disputed',
  'Send events of mails near it are missing': 'send-events-missing',
  'too few Send events are of mails of the worker that called it': 'few-of-worker',
  'no mail with a Send event was called within a minute before and after it': 'none-near',
  'events wait to be applied': 'events-wait',
};

/** Words with something in them: `n` a number, `t` a text, `d` a time in UTC, `r` a reason of its own, `p` a percentage. */
const FOUND: readonly [code: string, pattern: string, params: string][] = [
  ['hard-bounce', '^hard bounce(?:: (.*))?$', 't:kind'],
  ['soft-bounce', '^soft bounce: (.*)$', 't:kind'],
  ['refused', '^refused by Amazon SES: (.*)$', 't:said'],
  ['not-active', '^no longer active: (\\w+)$', 't:state'],
  ['edition-cancelled', '^edition (\\d+) was cancelled$', 'n:edition'],
  ['slot-had-run', '^edition (\\d+) had a run already$', 'n:edition'],
  ['slot-started', '^started run (\\d+) for edition (\\d+)$', 'n:run n:edition'],
  ['waits-for-approval', '^Edition (\\d+) waits for approval: ', 'n:edition'],
  ['checks-failed', '^Edition (\\d+) does not pass the checks: (.*)$', 'n:edition t:problem'],
  ['no-snapshot', '^Edition (\\d+) has no snapshot', 'n:edition'],
  ['totals-differ', '^The deliveries of edition (\\d+) do not add up', 'n:edition'],
  [
    'rest-waits',
    '^The first (\\d+) have it; the other (\\d+) follow at (\\S+ \\S+) UTC',
    'n:sent n:open d:at',
  ],
  [
    'ses-away',
    '^Waiting for Amazon SES: (.*), since (\\S+ \\S+) UTC, tried (\\d+) times(?:, next try at (\\S+ \\S+) UTC)?\\. It goes on',
    't:said d:since n:tries d:nextTryAt',
  ],
  [
    'daily-quota',
    '^The daily quota of Amazon SES is used up; sending goes on by itself at (\\S+ \\S+) UTC',
    'd:until',
  ],
  ['mail-not-made', '^A mail of edition (\\d+) could not be made: (.*)$', 'n:edition r:error'],
  [
    'sending-failed',
    '^Edition (\\d+) cannot be sent at present: (.*); it is tried again by itself\\.$',
    'n:edition r:error y:again',
  ],
  ['sending-failed', '^Edition (\\d+) cannot be sent at present: (.*)$', 'n:edition r:error f:again'],
  ['other-sender', '^Mails of edition (\\d+) have gone under another sender: ', 'n:edition'],
  [
    'other-key',
    '^The links in mails of edition (\\d+) that are out were signed with the key ([^ ,]+), which is not set',
    'n:edition t:key',
  ],
  ['too-many-bounces', '^(\\d+) of (\\d+) mails bounced \\(.* %, limit (.*) %\\)', 'n:count n:sent p:limit'],
  [
    'too-many-complaints',
    '^(\\d+) of (\\d+) mails were complained about \\(.* %, limit (.*) %\\)',
    'n:count n:sent p:limit',
  ],
  ['ses-refuses-all', '^Amazon SES refuses every mail, last with (.*)$', 't:said'],
  ['ses-silent', '^Amazon SES does not answer: (.*)$', 't:said'],
  ['quota-denied', "^Amazon SES does not say the account's sending quota \\((.*)\\): mails go", 't:said'],
  ['queue-away', '^Waiting for Redis: (.*)\\. What is in hand goes on', 't:said'],
  [
    'action-retried',
    '^(\\w+) failed (?:once|(\\d+) times) since (\\S+ \\S+) UTC and is tried again by itself: (.*)$',
    't:action o:tries d:since r:error',
  ],
  [
    'action-failed',
    '^(collect|assemble|check|approve|render|send|publish|report): (.*)$',
    't:action r:error',
  ],
  ['event-awaited', '^its event is waited for, (\\d+) minutes', 'n:minutes'],
  ['few-neighbours', '^fewer than (\\d+) mails were accepted near', 'n:least'],
  ['few-aside', '^fewer than (\\d+) mails were accepted (before|after) it$', 'n:least t:side'],
];

const text = (words: string) => `'${words.replaceAll("'", "''")}'`;

const VALUE: Record<string, (nth: string) => string> = {
  n: (nth) => `${nth}::bigint`,
  o: (nth) => `coalesce(${nth}::bigint, 1)`,
  p: (nth) => `${nth}::numeric / 100`,
  t: (nth) => `coalesce(${nth}, 'unspecified')`,
  d: (nth) => `replace(${nth}, ' ', 'T') || CASE length(${nth}) WHEN 16 THEN ':00Z' ELSE 'Z' END`,
  r: (nth) =>
    `(SELECT jsonb_build_object('code', r.code, 'params', coalesce(r.params, '{}')) FROM reason_from_words(${nth}) r)`,
  y: () => 'true',
  f: () => 'false',
};

const paramsOf = (params: string) =>
  params
    .split(' ')
    .map((param, n) => {
      const [kind = '', name = ''] = param.split(':');
      return `${text(name)}, ${VALUE[kind]?.(`m[${n + 1}]`)}`;
    })
    .join(', ');

const FROM_WORDS = `
CREATE FUNCTION reason_from_words(words text, OUT code text, OUT params jsonb) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE m text[]; commands text[];
BEGIN
  IF words IS NULL THEN RETURN; END IF;
  code := CASE words ${Object.entries(ALWAYS)
    .map(([words, code]) => `WHEN ${text(words)} THEN '${code}'`)
    .join('\n    ')} END;
  IF code IS NOT NULL THEN RETURN; END IF;
  ${FOUND.map(
    ([code, pattern, params]) => `
  m := regexp_match(words, ${text(pattern)});
  IF m IS NOT NULL THEN code := '${code}'; params := jsonb_strip_nulls(jsonb_build_object(${paramsOf(params)})); RETURN; END IF;`,
  ).join('')}
  m := regexp_match(words, '^Nobody can say whether Amazon SES took (\\d+) mails? of edition (\\d+); an event may still tell\\.(?: By evidence (\\d+) of them hold: (.*)\\. (?:To decide|Decide))?');
  IF m IS NOT NULL THEN
    code := 'unknown-mails';
    params := jsonb_build_object('edition', m[2]::int, 'unknown', m[1]::bigint);
    IF m[3] IS NOT NULL THEN
      params := params || jsonb_build_object('held', jsonb_build_object('count', m[3]::bigint, 'why', ${VALUE.r?.('m[4]')}));
    END IF;
    RETURN;
  END IF;
  code := 'said';
  commands := ARRAY(SELECT one[1] FROM regexp_matches(words, '\`quarterly ([^\`]*)\`', 'g') one);
  FOR n IN 1 .. cardinality(commands) LOOP
    words := regexp_replace(words, '\`quarterly [^\`]*\`', '{' || (n - 1) || '}');
  END LOOP;
  params := jsonb_build_object('said', words) ||
    CASE WHEN cardinality(commands) = 0 THEN '{}' ELSE jsonb_build_object('commands', commands) END;
END $$;
CREATE FUNCTION words_without_commands(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(words, '\`quarterly ([^\`]*)\`', '“\\1” at the command line', 'g') $$;
`;

/** The few words that there are, each once. A complaint is known by its state: its words are those of a provider. */
const TRANSLATE = `
${TABLES.map(
  ([table, words]) => `
UPDATE ${table} t SET reason_code = r.code, reason_params = r.params
  FROM (SELECT DISTINCT ${words} FROM ${table} WHERE ${words} IS NOT NULL) w, reason_from_words(w.${words}) r
  WHERE t.${words} = w.${words}${table === 'deliveries' ? " AND t.state <> 'complained'" : ''};`,
).join('')}
UPDATE deliveries SET reason_code = 'complaint', reason_params = jsonb_build_object('kind', reason)
  WHERE state = 'complained' AND reason IS NOT NULL;
UPDATE notices SET reason_code = 'complaint', reason_params = jsonb_build_object('kind', reason)
  WHERE reported = 'complained' AND reason IS NOT NULL;
UPDATE runs SET reason = words_without_commands(reason) WHERE reason_code IS NOT NULL AND reason <> words_without_commands(reason);
UPDATE actions SET error = words_without_commands(error) WHERE reason_code IS NOT NULL AND error <> words_without_commands(error);
UPDATE hindrances SET reason = words_without_commands(reason) WHERE reason <> words_without_commands(reason);
`;

const NOT_TOLD = (words: string) =>
  `NEW.${words} IS DISTINCT FROM OLD.${words} AND NEW.reason_code IS NOT DISTINCT FROM OLD.reason_code AND NEW.reason_params IS NOT DISTINCT FROM OLD.reason_params`;

const COMPLAINED: Record<string, string> = {
  deliveries: "NEW.state = 'complained'",
  notices: "NEW.reported = 'complained'",
};

const TRIGGERS = TABLES.map(
  ([table, words]) => `
CREATE FUNCTION carry_${table}_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT r.code, r.params INTO NEW.reason_code, NEW.reason_params FROM reason_from_words(NEW.${words}) r;
  ${COMPLAINED[table] ? `IF ${COMPLAINED[table]} AND NEW.${words} IS NOT NULL THEN NEW.reason_code := 'complaint'; NEW.reason_params := jsonb_build_object('kind', NEW.${words}); END IF;` : ''}
  RETURN NEW;
END $$;
CREATE TRIGGER ${table}_carry_reason_in BEFORE INSERT ON ${table} FOR EACH ROW
  WHEN (NEW.${words} IS NOT NULL AND NEW.reason_code IS NULL) EXECUTE FUNCTION carry_${table}_reason();
CREATE TRIGGER ${table}_carry_reason BEFORE UPDATE ON ${table} FOR EACH ROW
  WHEN (${NOT_TOLD(words)}) EXECUTE FUNCTION carry_${table}_reason();
`,
).join('');
