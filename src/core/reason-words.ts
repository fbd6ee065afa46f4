import { Fault, type FaultCode, isFault, sentenceOf } from './fault.ts';
import {
  type Reason,
  type ReasonCode,
  type ReasonColumns,
  type Reasons,
  reason,
  type Surface,
} from './reasons.ts';

/** How one place speaks: `todo` is what to do there, as a command at a terminal and in plain words elsewhere. */
type Speech = { todo(command: string, words: string): string; say(why: Reason): string };

/** The only place that makes words of reasons. */
const WORDS: { [C in ReasonCode]: (params: Reasons[C], speech: Speech) => string } = {
  paused: () => 'paused by a person',
  cancelled: () => 'cancelled by a person',
  'edition-cancelled': ({ edition }) => `edition ${edition} was cancelled`,
  'action-retried': ({ action, tries, since, error }, { say }) =>
    `${action} failed ${tries === 1 ? 'once' : `${tries} times`} since ${utc(since, 19)} and is tried again by itself: ${say(error)}`,
  'action-failed': ({ action, error }, { say }) => `${action}: ${say(error)}`,
  'time-limit': ({ action, seconds }) =>
    `${action} took longer than the ${seconds} seconds that it may take at once`,
  'not-as-declared': ({ action, which, problems }) =>
    `The ${which} of ${action} are not as its flow declares them: ${problems.join(', ')}. Please report this.`,
  'checks-failed': ({ edition, problem }) => `Edition ${edition} does not pass the checks: ${problem}`,
  'waits-for-approval': ({ edition, deputies = 0 }, { todo }) =>
    `Edition ${edition} waits for approval: look at its preview, then ${todo(`run {edition approve ${edition} --as EMAIL}`, 'approve it')}.${
      deputies === 0
        ? ''
        : ` ${deputies === 1 ? 'A deputy is' : `${deputies} deputies are`} asked too, in the place of who has not answered.`
    }`,
  'content-changed': ({ edition }) =>
    `Edition ${edition} was changed while it waited for approval, so it is put before its approvers again.`,
  'waits-for-send-time': ({ edition, at }) =>
    `Edition ${edition} is approved, and is sent at ${utc(at, 16)}.`,
  'no-send-time': ({ edition }, { todo }) =>
    `Edition ${edition} is approved, and nobody has said when it is sent${todo(`: {edition send ${edition}} sends it now`, '')}.`,
  'edition-reopened': ({ edition, by, why }, { todo }) =>
    `Edition ${edition} was opened again${by ? ` by ${by}` : ''}${why ? `: ${why.replace(/[.!?]?$/, '.')}` : '.'} Change it, then ${todo(`run {edition assemble ${edition}}`, 'assemble it')}.`,
  'no-snapshot': ({ edition }) => `Edition ${edition} has no snapshot: approve it first.`,
  'totals-differ': ({ edition }) => `The deliveries of edition ${edition} do not add up to its plan.`,
  'rest-waits': ({ sent, open, at }) =>
    `The first ${sent} have it; the other ${open} follow at ${utc(at, 16)}, unless bounces or complaints hold the run.`,
  'unknown-mails': ({ edition, unknown, held }, { todo, say }) => {
    const evidence = held ? ` By evidence ${held.count} of them hold: ${say(held.why)}.` : '';
    const mails = `${unknown} mail${unknown === 1 ? '' : 's'} of edition ${edition}`;
    return `Nobody can say whether Amazon SES took ${mails}; an event may still tell.${evidence} ${todo(`To decide: {deliveries unknown ${edition}}`, 'Decide whether they are sent again')}.`;
  },
  'ses-away': ({ said, since, tries, nextTryAt }) => {
    const next = nextTryAt ? `, next try at ${utc(nextTryAt, 19)}` : '';
    return `Waiting for Amazon SES: ${said}, since ${utc(since, 16)}, tried ${tries} times${next}. It goes on by itself.`;
  },
  'daily-quota': ({ until }) =>
    `The daily quota of Amazon SES is used up; sending goes on by itself at ${utc(until, 16)} or as soon as it frees.`,
  'mail-not-made': ({ edition, error }, { say }) =>
    `A mail of edition ${edition} could not be made: ${say(error)}`,
  'sending-failed': ({ edition, error, again }, { say }) =>
    `Edition ${edition} cannot be sent at present: ${say(error)}${again ? '; it is tried again by itself.' : ''}`,
  'other-sender': ({ edition }, { todo }) =>
    `Mails of edition ${edition} have gone under another sender: set MAIL_FROM back and ${resume(edition, todo)}, ${anew(edition, todo)}`,
  'other-key': ({ edition, key }, { todo }) =>
    `The links in mails of edition ${edition} that are out were signed with the key ${key}, which is not set any more: put it into SECRET_KEYS and ${resume(edition, todo)}, ${anew(edition, todo)}`,
  'too-many-bounces': (found) => tooMany('bounced', found),
  'too-many-complaints': (found) => tooMany('were complained about', found),
  'ses-refuses-all': ({ said }) => `Amazon SES refuses every mail, last with ${said}`,
  'ses-silent': ({ said }) => `Amazon SES does not answer: ${said}`,
  'sending-off': () => 'Sending is off: set SENDING=simulator or SENDING=live, then resume the run.',
  'quota-denied': ({ said }) =>
    `Amazon SES does not say the account's sending quota (${said}): mails go at the rate last known, 1 a second where none is. Allow ses:GetSendQuota.`,
  'options-differ': ({ who, names }, { todo }) =>
    `${who} does not send, because ${names.join(', ')} ${names.length === 1 ? 'differs' : 'differ'} from the options with which this installation sends: start it with the same, or make its own those of all${todo(' with {sending adopt}', '')}.`,
  restored: ({ since }, { todo }) =>
    `All sending is held since ${utc(since, 16)}: the database is not as its journals remember it, as after a restore. ${todo('Look at {restore status}, then {restore release}', 'Whoever runs the installation looks at it, and releases it')}.`,
  'queue-away': ({ said }) =>
    `Waiting for Redis: ${said}. What is in hand goes on; the rest follows by itself when it is back.`,
  'no-edition': ({ edition }, { todo }) =>
    `There is no edition ${edition}: ${todo('run {edition import DIR}', 'import it')} first.`,
  'edition-state': (found, { todo }) =>
    `Edition ${found.edition} is ${found.state}: ${insteadOf(found, todo)}`,
  'edition-empty': ({ edition }) =>
    `Edition ${edition} holds no article, so there is nothing to approve: import or accept articles, then assemble it again.`,
  'edition-without-snapshot': ({ edition, state }) =>
    `Edition ${edition} is ${state} but its snapshot is missing.`,
  'approved-otherwise': ({ edition, hash }) =>
    `Edition ${edition} was approved with other content (${hash.slice(0, 12)}), and what was approved stays.`,
  'not-approved': ({ edition, verb }) => {
    if (verb === 'publish')
      return `Edition ${edition} has not been approved, so there is nothing to publish.`;
    return verb === 'send'
      ? `Edition ${edition} cannot be sent: it has not been approved.`
      : `Edition ${edition} is not approved yet, so it cannot be rendered.`;
  },
  'mail-changed': () => 'How its mail looks has changed since it was approved.',
  'clocks-differ': ({ seconds }) =>
    `A worker did not take this slot. The clock of this machine is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the database's: the database's counts; set the wrong one right.`,
  'slot-taken': () => 'taken',
  'slot-missed': (_, { todo }) =>
    `missed by a database that was restored: nothing was started${todo('; {edition send N} sends an edition', '')}`,
  'slot-off': () => 'nothing was started: the flow was off',
  'slot-overdue': () => 'overdue: no edition was planned',
  'slot-had-run': ({ edition }) => `edition ${edition} had a run already`,
  'slot-started': ({ edition, run }) => `started run ${run} for edition ${edition}`,
  'slot-started-late': ({ edition, run, days }) =>
    `started run ${run} for edition ${edition}, ${lateBy(days)} late`,
  'slot-asks': ({ days }, { todo }) =>
    `found ${lateBy(days)} late: nothing was started. Send it now, skip it, or give it a new date: ${todo('{calendar list}', 'in the calendar')}.`,
  'slot-skipped': () => 'skipped',
  'slot-moved': ({ to }) => `moved to ${utc(to, 16)}`,
  'feed-section-retired': ({ section }) =>
    `Its section "${section}" is retired: remove it and add it to another.`,
  'feed-late': ({ seconds }) => `The feed did not arrive within ${seconds} s.`,
  'feed-redirects': ({ most }) => `The feed redirects more than ${most} times.`,
  'feed-redirect-nowhere': () => 'The feed redirects, but does not say where to.',
  'feed-scheme': ({ protocol }) => `The feed leads to an address that is not http or https (${protocol}).`,
  'feed-gone': () => 'The feed is gone for good (410): remove it.',
  'feed-status': ({ status }) => `The feed's server answered ${status}.`,
  'feed-too-large': ({ megabytes }) => `The feed is larger than ${megabytes} MB.`,
  'feed-packed': ({ encoding }) => `The feed is packed in a way that is not known ("${encoding}").`,
  'feed-damaged': () => 'The feed arrived damaged.',
  'feed-inside': () => 'The feed leads to an address inside a private network.',
  'feed-unreachable': ({ error }) => UNREACHABLE[error] ?? `The feed could not be read (${error}).`,
  'feed-web-page': () => 'The address holds a web page, not a feed: look for its RSS or Atom link.',
  'feed-not-readable': ({ why }) => `The address holds no feed that can be read (${why}).`,
  'feed-bytes-mixed': ({ declared }) =>
    `Its bytes are not in the character set it names (“${declared}”): they are read as windows-1252.`,
  'feed-utf16-halves': () => 'It is UTF-16 and holds halves of characters: they are left out.',
  'feed-items-refused': ({ count, items }) => {
    const told = items.map(({ name, why }) => `${name}: ${why}`).join('; ');
    return `${count} of its items could not be read; the others were (${told}${count > items.length ? '; …' : ''}).`;
  },
  'feed-item-undated': ({ headline, note }) => `“${headline}”: ${note}`,
  'feed-items-undated': ({ more }) => `${more} more items have no date that can be read.`,
  'feed-item-doubled': ({ headline }) => `“${headline}” stands in it twice under one id: the newer is read.`,
  'hub-told': ({ feeds }) => `told ${feeds} feeds`,
  'hub-answered': ({ status }) => `the hub answered ${status}`,
  'hub-silent': ({ said }) => `the hub did not answer: ${said}`,
  'nothing-chosen': () => 'nothing in your sections',
  'not-allowed': () => 'not on the allow-list',
  'reader-paused': () => 'paused by the reader',
  'not-active': ({ state }) => `no longer active: ${state}`,
  'bad-address': () => 'not an address that Amazon SES can take',
  'mails-folded': ({ edition, before, verb }) =>
    `Mails of edition ${edition} of before ${utc(before, 16)} are no longer recorded one by one, so nobody can say who has had it: ${verb === 'send' ? 'it is not sent again. Send what is in it as another edition.' : 'its readers cannot be told.'}`,
  'run-cancelled': () => 'the run was cancelled',
  'given-back': () => 'given back before the call',
  'worker-stopped': () => 'the worker stopped during the call',
  closed: () => 'closed by a person: nobody knows whether SES took it',
  'hard-bounce': ({ kind }) => `hard bounce: ${kind}`,
  'soft-bounce': ({ kind }) => `soft bounce: ${kind}`,
  complaint: ({ kind }) => kind,
  refused: ({ said }) => `refused by Amazon SES: ${said}`,
  'not-rendered': () => 'Amazon SES could not render it',
  'amazon-said': ({ said }) => said,
  'address-removed': () => '(address removed)',
  'no-longer-reader': () => 'the reader no longer gets the bulletin',
  'no-address': () => 'it has no address any more',
  'too-late': () => 'too late to be of use',
  'not-made': () => 'it could not be made',
  'call-time-unknown': () => 'it is not known when it was called',
  'mailbox-disputed': () => 'an event without tags was about its mailbox',
  'event-awaited': ({ minutes }) => `its event is waited for, ${minutes} minutes from the call`,
  'few-neighbours': ({ least }) => `fewer than ${least} mails were accepted near it in time`,
  'few-aside': ({ least, side }) => `fewer than ${least} mails were accepted ${side} it`,
  'send-events-missing': () => 'Send events of mails near it are missing',
  'few-of-worker': () => 'too few Send events are of mails of the worker that called it',
  'none-near': () => 'no mail with a Send event was called within a minute before and after it',
  'events-wait': () => 'events wait to be applied',
  said: ({ said, commands = [] }, { todo }) =>
    said.replace(/\{(\d+)\}/g, (slot, n: string) => {
      const command = commands[Number(n)];
      return command === undefined ? slot : todo(`{${command}}`, `“${command}” at the command line`);
    }),
  'with-details': ({ why, details }, { say }) => [say(why), ...details].join('\n'),
};

/** As Node names what went wrong on the way to a server. */
const UNREACHABLE: Record<string, string> = {
  ENOTFOUND: "The feed's host name is not known.",
  EAI_AGAIN: "The feed's host name could not be looked up.",
  ECONNREFUSED: "The feed's server refused the connection.",
  ECONNRESET: "The feed's server broke the connection.",
};

const utc = (at: string, letters: 16 | 19) => `${at.slice(0, letters).replace('T', ' ')} UTC`;
const lateBy = (days: number) => `${days} ${days === 1 ? 'day' : 'days'}`;
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

const tooMany = (what: string, { count, sent, limit }: Reasons['too-many-bounces']) =>
  `${count} of ${sent} mails ${what} (${percent(count / sent)}, limit ${percent(limit)}): look at the list before you resume.`;

const resume = (edition: number, todo: Speech['todo']) =>
  todo(`{run resume ${edition}}`, 'let the run go on');

const anew = (edition: number, todo: Speech['todo']) =>
  todo(
    `or end this run with {run cancel ${edition}} and send to the remaining readers with {edition send ${edition}}.`,
    'or end this run and send to the remaining readers with a new one.',
  );

const OPEN: readonly string[] = ['planned', 'assembled', 'cancelled'];

/** What to do instead of moving an edition where it cannot go. */
function insteadOf({ edition, state, verb }: Reasons['edition-state'], todo: Speech['todo']): string {
  if (state === 'cancelled')
    return 'a cancelled edition stays cancelled; plan a new one under another number.';
  if (verb === 'cancel') return 'mail has gone out, so it can no longer be cancelled.';
  if (verb === 'reopen')
    return OPEN.includes(state)
      ? 'it is open to changes already.'
      : 'its sending has begun, so it can no longer be reopened.';
  if (verb === 'assemble') return 'it can no longer change.';
  if (verb === 'approve' && !OPEN.includes(state)) return 'it has been approved already.';
  if (state === 'planned') return `${todo(`run {edition assemble ${edition}}`, 'assemble it')} first.`;
  if (state === 'assembled')
    return `${todo(`run {edition approve ${edition} --as EMAIL}`, 'have it approved')} first.`;
  if (state === 'approved') return `${todo(`run {edition send ${edition}}`, 'send it')} first.`;
  return state === 'sending' ? 'wait until every delivery is accounted for.' : 'that has been done already.';
}

/** A command in braces, as it is typed. */
const typed = (text: string) => text.replace(/\{([^}]*)\}/g, '`quarterly $1`');

/** One sentence, in the words of a place. Times in it are UTC: `localTimes` tells them by a clock on the wall. */
export function sayReason(why: Reason, surface: Surface): string {
  const speech: Speech = {
    todo: (command, words) => (surface === 'terminal' ? typed(command) : words),
    say: (inner) => sayReason(inner, surface),
  };
  return (WORDS[why.code] as (params: unknown, speech: Speech) => string)(why.params, speech);
}

export const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(WORDS, code);

/** A reason as a row holds it. The words are for a process of the version before, which knows no codes: they name no commands. */
export function reasonColumns(why: Reason | null): {
  reason: string | null;
  reason_code: string | null;
  reason_params: string | null;
} {
  if (why === null) return { reason: null, reason_code: null, reason_params: null };
  const params = Object.keys(why.params).length === 0 ? null : JSON.stringify(why.params);
  return { reason: sayReason(why, 'page'), reason_code: why.code, reason_params: params };
}

/** What a row says; a code that only a newer version knows is told in the words that it left. */
export function readReason({ reason: words, reason_code, reason_params }: ReasonColumns): Reason | null {
  if (reason_code !== null && isReasonCode(reason_code))
    return { code: reason_code, params: reason_params ?? {} } as Reason;
  return words === null ? null : inOwnWords(words);
}

const COMMAND = /`quarterly ([^`]*)`/g;

/** Several reasons, as a row holds them in one column. */
export function readReasons(stored: unknown, words: string | null): Reason[] {
  const known = Array.isArray(stored) && stored.every(({ code }) => isReasonCode(code));
  if (known) return stored as Reason[];
  return words === null ? [] : [inOwnWords(words)];
}

/** Words that have no code. The commands in them are kept apart, so that each place can say them its own way. */
export function inOwnWords(sentence: string): Reason {
  const commands: string[] = [];
  const said = sentence.replace(COMMAND, (_, command: string) => `{${commands.push(command) - 1}}`);
  return reason('said', commands.length === 0 ? { said } : { said, commands });
}

/** Why something failed, of whatever was thrown, with the faults that were found beside it. */
export function reasonOfError(error: unknown): Reason {
  const why = (isFault(error) ? error.why : undefined) ?? inOwnWords(sentenceOf(error));
  const details = isFault(error) ? error.details : [];
  return details.length === 0 ? why : reason('with-details', { why, details: [...details] });
}

/** A refusal for a reason that has a code. */
export const because = (code: FaultCode, why: Reason) => new Fault(code, sayReason(why, 'terminal'), [], why);
