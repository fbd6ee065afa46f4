import { type ActName, type Acts, languageName, type Role } from '../../../src/core/index.ts';

/** What acts are about, by what their names begin with. */
export const THINGS: Readonly<Record<string, string>> = {
  edition: 'Editions',
  article: 'Articles',
  telling: 'Telling readers',
  run: 'Runs',
  flow: 'Flows',
  section: 'Sections',
  feed: 'Partners’ feeds',
  domain: 'Retired domains',
  calendar: 'Calendar',
  alarm: 'Alarms',
  reader: 'Readers',
  person: 'People',
  installation: 'This installation',
  audit: 'This record',
};

export const thingOf = (act: string): string => act.slice(0, act.indexOf('.'));

/** What is called by a name where it has one. */
export type ActNames = { person(id: number): string };

type Said<Name extends ActName> = { subject: number; params: Acts[Name] };
type Words = { [Name in ActName]: { kind: string; say(act: Said<Name>, named: ActNames): string } };

const roles = (all: readonly Role[]) => all.join(', ');
const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
const edition = (kind: string, verb: string) => ({
  kind,
  say: ({ subject }: { subject: number }) => `${verb} edition ${subject}`,
});
const article = (kind: string, verb: string) => ({
  kind,
  say: ({ subject }: { subject: number }) => `${verb} article ${subject}`,
});
const inEdition = (kind: string, verb: string) => ({
  kind,
  say: ({ subject, params }: { subject: number; params: { article: string } }) =>
    `${verb} “${params.article}” of edition ${subject}`,
});
const telling = (kind: string, verb: string) => ({
  kind,
  say: ({ params }: { params: { edition: number; article: string; readers?: number } }) =>
    `${verb} of “${params.article}” of edition ${params.edition}${
      params.readers === undefined ? '' : `, ${count(params.readers, 'reader')}`
    }`,
});
type RunSaid = { subject: number; params: { edition?: number; flow?: string } };
const run = (kind: string, verb: string) => ({
  kind,
  say: ({ subject, params: { edition: of, flow: name } }: RunSaid) =>
    `${verb} run ${subject}${of === undefined ? (name === undefined ? '' : ` of ${name}`) : ` of edition ${of}`}`,
});
const flow = (kind: string, verb: string) => ({
  kind,
  say: ({ params }: { params: { flow: string } }) => `${verb} the flow “${params.flow}”`,
});
const person = (kind: string, verb: string, more: (params: never) => string = () => '') => ({
  kind,
  say: ({ subject, params }: { subject: number; params: unknown }, named: ActNames) =>
    `${verb} ${named.person(subject)}${more(params as never)}`,
});
const section = (kind: string, verb: string) => ({
  kind,
  say: ({ params }: { params: { slug: string } }) => `${verb} the section “${params.slug}”`,
});
const WAYS = {
  link: 'by the mailed link',
  code: 'by the mailed code',
  terminal: 'by a link from the terminal',
};

/** What happened, after who did it: "Ed Example | approved edition 7". */
export const ACT_WORDS: Words = {
  'edition.imported': {
    kind: 'Edition imported',
    say: ({ subject, params: { created, updated, withdrawn } }) =>
      `imported edition ${subject}: ${created} new, ${updated} changed, ${withdrawn} withdrawn`,
  },
  'edition.planned': edition('Edition planned', 'planned'),
  'edition.changed': {
    kind: 'Edition’s page changed',
    say: ({ subject, params }) => `changed ${Object.keys(params.after).join(', ')} of edition ${subject}`,
  },
  'edition.sections-changed': edition('Sections of an edition changed', 'changed the sections of'),
  'edition.articles-ordered': edition('Articles put in order', 'put the articles in order of'),
  'edition.assembled': {
    kind: 'Edition put together',
    say: ({ subject, params }) => `put edition ${subject} together from ${count(params.articles, 'article')}`,
  },
  'edition.approval-asked': {
    kind: 'Asked for approval',
    say: ({ subject, params }, named) =>
      `asked ${params.person === undefined ? 'a guest' : named.person(params.person)} to approve edition ${subject}${params.deputyFor === undefined ? '' : ` in the place of ${named.person(params.deputyFor)}`}, by link ${params.link}`,
  },
  'edition.approval-revoked': {
    kind: 'Approval link revoked',
    say: ({ subject, params }) => `revoked link ${params.link} for the approval of edition ${subject}`,
  },
  'edition.sent-back': edition('Edition sent back', 'sent back'),
  'edition.bounces-began': edition('First bounces', 'reported the first bounces of'),
  'edition.put-before': {
    kind: 'Edition put before its approvers',
    say: ({ subject }) => `put edition ${subject} before its approvers`,
  },
  'edition.approved': {
    kind: 'Edition approved',
    say: ({ subject, params }) =>
      `approved edition ${subject}${params.alone ? ' without a second person' : ''}`,
  },
  'edition.approval-stands': {
    kind: 'Approval taken up again',
    say: ({ subject }) => `found edition ${subject} as it was approved before: that approval stands`,
  },
  'edition.approval-void': {
    kind: 'Approval void',
    say: ({ subject }) => `changed edition ${subject}, so that its approval is void`,
  },
  'edition.approval-looked-at': {
    kind: 'Approval alone looked at',
    say: ({ subject }) => `looked at what was approved of edition ${subject} without a second person`,
  },
  'edition.reopened': edition('Edition reopened', 'reopened'),
  'edition.cancelled': edition('Edition cancelled', 'cancelled'),
  'edition.scheduled': {
    kind: 'Sending scheduled',
    say: ({ subject, params }) => `set edition ${subject} to be sent from ${params.at}`,
  },
  'edition.send-stopped': edition('Sending stopped before it began', 'stopped the sending of'),
  'edition.copies-sent': {
    kind: 'Test copies sent',
    say: ({ subject, params: { copies } }) =>
      `sent ${count(copies, 'test copy', 'test copies')} of edition ${subject}`,
  },
  'edition.links-checked': {
    kind: 'Links checked',
    say: ({ subject, params: { links } }) => `had ${count(links, 'link')} of edition ${subject} checked`,
  },
  'edition.sending': edition('Sending begun', 'began to send'),
  'edition.sent': edition('Edition sent', 'sent'),
  'edition.published': edition('Edition published', 'published'),
  'edition.mails-sent-again': {
    kind: 'Mails sent again',
    say: ({ subject, params }) =>
      `let ${mailsOf(params)} of edition ${subject} go again (${AGAIN[params.which]})`,
  },
  'edition.mails-closed': {
    kind: 'Mails in doubt closed',
    say: ({ subject, params }) =>
      `closed ${mailsOf(params)} of edition ${subject}, of which nobody knew whether ${params.delivery ? 'it' : 'they'} left`,
  },
  'edition.report-exported': {
    kind: 'Report downloaded',
    say: ({ subject, params }) =>
      `downloaded the report of edition ${subject}, ${count(params.lines, 'line')}`,
  },
  'edition.planned-again': {
    kind: 'Planned again',
    say: ({ subject }) => `had edition ${subject} planned again, for readers who have joined since`,
  },
  'edition.article-corrected': inEdition('Article corrected', 'corrected'),
  'edition.article-taken-down': inEdition('Article taken down', 'took down'),
  'edition.article-put-back': inEdition('Article put back', 'put back'),
  'telling.asked': telling('Asked to tell readers', 'asked to tell readers'),
  'telling.approved': telling('Telling readers approved', 'approved that readers are told'),
  'telling.dropped': telling('Telling readers dropped', 'dropped telling readers'),
  'reader.looked-at': {
    kind: 'Reader looked at',
    say: ({ subject, params }) =>
      params.edition === undefined
        ? `looked at ${readerOf(subject)}`
        : `looked at what ${readerOf(subject)} gets of edition ${params.edition}`,
  },
  'reader.erased': { kind: 'Reader erased', say: ({ subject }) => `erased ${readerOf(subject)}` },
  'reader.unsubscribed': {
    kind: 'Reader unsubscribed',
    say: ({ subject }) => `unsubscribed ${readerOf(subject)}`,
  },
  'reader.link-sent': {
    kind: 'Preferences link sent',
    say: ({ subject }) => `had ${readerOf(subject)} mailed the link to their preferences`,
  },
  'reader.language-changed': {
    kind: 'Reader’s language changed',
    say: ({ subject, params }) => `has ${readerOf(subject)} written to in ${languageName(params.language)}`,
  },
  'reader.suppressed': { kind: 'Reader suppressed', say: ({ subject }) => `suppressed ${readerOf(subject)}` },
  'reader.suppression-lifted': {
    kind: 'Suppression lifted',
    say: ({ subject, params }) =>
      `lifted the suppression of ${readerOf(subject)}${params.reactivated ? ', who gets the bulletin again' : ''}`,
  },
  'reader.file-suppressed': {
    kind: 'File of addresses suppressed',
    say: ({ params }) => `suppressed ${count(params.suppressed, 'address', 'addresses')} from a file`,
  },
  'reader.file-imported': {
    kind: 'List of readers imported',
    say: ({ params: { added, updated, left, suppressed, rejected } }) =>
      `imported a list of readers: ${added} added, ${updated} updated, ${left + suppressed} left or suppressed elsewhere, ${rejected} refused`,
  },
  'reader.exported': {
    kind: 'Readers downloaded',
    say: ({ params }) => `downloaded ${count(params.readers, 'reader')} (${params.state})`,
  },
  'article.accepted': article('Article accepted', 'accepted'),
  'article.declined': article('Article declined', 'declined'),
  'article.submitted': article('Article sent in', 'sent in'),
  'article.change-proposed': article('Change proposed', 'proposed a change to'),
  'article.change-judged': article('Proposed change judged', 'judged a proposed change to'),
  'article.withdrawn': article('Article withdrawn', 'withdrew'),
  'article.held': article('Article held for later', 'held for a later edition'),
  'article.changes-asked': article('Changes asked for', 'asked for changes to'),
  'article.moved': {
    kind: 'Article moved',
    say: ({ subject, params: { from, to } }) =>
      `moved article ${subject} from ${whereTo(from)} to ${whereTo(to)}`,
  },
  'article.written': {
    kind: 'Article written',
    say: ({ subject, params }) => `saved version ${params.to} of article ${subject}`,
  },
  'article.version-restored': {
    kind: 'Version restored',
    say: ({ subject, params }) =>
      `restored version ${params.restored} of article ${subject}, as version ${params.to}`,
  },
  'article.noted': article('Note on an article', 'wrote a note on'),
  'person.invited': person(
    'Person invited',
    'invited',
    ({ roles: all }: Acts['person.invited']) => ` as ${roles(all)}`,
  ),
  'person.roles-changed': person(
    'Roles changed',
    'changed the roles of',
    ({ from, to }: Acts['person.roles-changed']) => ` from ${roles(from)} to ${roles(to)}`,
  ),
  'person.deputy-named': {
    kind: 'Deputy named',
    say: ({ subject, params: { deputy, from, until } }, named) =>
      `said that ${named.person(deputy)} approves in the place of ${named.person(subject)}${from ? ` from ${from}` : ''}${until ? ` until ${until}` : ''}`,
  },
  'person.deputy-ended': {
    kind: 'Deputy ended',
    say: ({ subject, params }, named) =>
      `said that ${named.person(params.deputy)} does not approve in the place of ${named.person(subject)} any more`,
  },
  'person.removed': person('Person removed', 'removed'),
  'person.signed-in': { kind: 'Signed in', say: ({ params }) => `signed in ${WAYS[params.by]}` },
  'person.signed-out': { kind: 'Signed out', say: () => 'signed out' },
  'person.link-printed': person('Sign-in link printed', 'printed a link that signs in'),
  'person.signed-out-everywhere': person('Sessions revoked', 'signed out everywhere'),
  'installation.options-adopted': {
    kind: 'Sending options adopted',
    say: ({ params }) =>
      `made the options of one process those of all (${params.changed.join(', ') || 'none is other'})`,
  },
  'installation.renewed': {
    kind: 'Installation named anew',
    say: ({ params }) => `gave this installation the id ${params.id}`,
  },
  'installation.released': {
    kind: 'Sending goes on after a restore',
    say: ({ params }) =>
      `let sending go on after a restore${params.acceptLoss ? ', with a journal that could not be read' : ''}`,
  },
  'audit.exported': {
    kind: 'Record downloaded',
    say: ({ params }) => `downloaded ${count(params.acts, 'line')} of this record`,
  },
  'feed.added': {
    kind: 'Partner’s feed added',
    say: ({ params }) => `added a feed of ${params.host} to the section “${params.section}”`,
  },
  'feed.removed': {
    kind: 'Partner’s feed removed',
    say: ({ params }) => `removed a feed of ${params.host}`,
  },
  'domain.retired': {
    kind: 'Domain retired',
    say: ({ params: { domain, successor } }) =>
      `put ${domain} on the list of retired domains${successor === null ? '' : `, moved to ${successor}`}`,
  },
  'domain.unretired': {
    kind: 'Domain no longer retired',
    say: ({ params: { domain } }) => `took ${domain} off the list of retired domains`,
  },
  'section.registered': section('Section made', 'made'),
  'section.renamed': {
    kind: 'Section renamed',
    say: ({ params }) => `renamed the section “${params.from}” to “${params.to}”`,
  },
  'section.described': section('Section described', 'changed the description of'),
  'section.changed': section('Section’s colour or language changed', 'changed the colour or language of'),
  'section.moved': section('Sections put in order', 'moved'),
  'section.merged': {
    kind: 'Section merged',
    say: ({ params }) => `merged the section “${params.slug}” into “${params.into.slug}”`,
  },
  'section.retired': section('Section retired', 'retired'),
  'run.started': run('Run started', 'started'),
  'run.paused': run('Run paused', 'paused'),
  'run.resumed': run('Run resumed', 'let go on'),
  'run.cancelled': run('Run cancelled', 'cancelled'),
  'run.held': run('Run held', 'held'),
  'run.failed': run('Run failed', 'gave up'),
  'run.resubmitted': run('Run tried again', 'tried again'),
  'run.succeeded': run('Run finished', 'finished'),
  'run.acknowledged': run('Failure dealt with', 'dealt with the failure of'),
  'alarm.acknowledged': {
    kind: 'Alarm acknowledged',
    say: ({ subject }) => `acknowledged alarm ${subject}`,
  },
  'flow.turned-off': flow('Flow turned off', 'turned off'),
  'flow.turned-on': flow('Flow turned on', 'turned on'),
  'calendar.moved': {
    kind: 'Edition moved',
    say: ({ params }) => `moved the edition of ${dayOf(params.from)} to ${dayOf(params.to)}`,
  },
  'calendar.skipped': {
    kind: 'Edition skipped',
    say: ({ params }) => `skipped the edition of ${dayOf(params.slot)}`,
  },
  'calendar.added': {
    kind: 'Special edition planned',
    say: ({ params }) => `planned a special edition for ${dayOf(params.slot)}`,
  },
  'calendar.sent-late': {
    kind: 'Late edition begun',
    say: ({ params, subject }) => `had edition ${subject} begin late for ${dayOf(params.slot)}`,
  },
  'calendar.address-made': {
    kind: 'Calendar address made',
    say: ({ subject }) => `made address ${subject} of the calendar`,
  },
  'calendar.addresses-revoked': {
    kind: 'Calendar addresses revoked',
    say: ({ params }) => `revoked ${count(params.addresses, 'address', 'addresses')} of the calendar`,
  },
  'calendar.holiday-added': {
    kind: 'Bank holiday added',
    say: ({ params }) => `added the bank holiday ${params.day}, “${params.name}” (${params.division})`,
  },
  'calendar.holiday-removed': {
    kind: 'Bank holiday removed',
    say: ({ params }) => `removed the bank holiday ${params.day} (${params.division})`,
  },
};

const dayOf = (at: string) => at.slice(0, 10);
const mailsOf = ({ mails, delivery }: { mails: number; delivery?: number }) =>
  delivery ? `mail ${delivery}` : count(mails, 'mail');
const AGAIN = { unknown: 'in doubt', rejected: 'refused', simulated: 'only simulated' } as const;
const readerOf = (id: number) => (id === 0 ? 'an address that no reader has' : `reader ${id}`);
const whereTo = (number: number | null) => (number === null ? 'no edition' : `edition ${number}`);

/** An act that a newer version has written is told by its name. */
export function sayAct(
  { act, subject, params }: { act: ActName; subject: number; params: Acts[ActName] },
  named: ActNames,
): string {
  const words = ACT_WORDS[act] as Words[ActName] | undefined;
  return words ? words.say({ subject, params } as never, named) : `${act} ${subject}`;
}
