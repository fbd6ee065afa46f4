import type { Actor, Role } from './actor.ts';
import type { SectionId } from './ids.ts';

/** What can happen that is kept for ever: the act, and what is said of it beside who and when. Ids and words only, no addresses of readers. */
export type Acts = {
  /** An import that changed something; of articles, how many. */
  'edition.imported': {
    outcome: 'created' | 'updated' | 'unchanged';
    created: number;
    updated: number;
    withdrawn: number;
  };
  /** Made at the desk. */
  'edition.planned': { cover: string; title: string; sections: readonly string[] };
  /** Its own page, at the desk: the fields that are other now. */
  'edition.changed': {
    before: Readonly<Record<string, string | null>>;
    after: Readonly<Record<string, string | null>>;
  };
  'edition.sections-changed': { before: readonly string[]; after: readonly string[] };
  /** Ids of its articles, in reading order. */
  'edition.articles-ordered': { before: readonly number[]; after: readonly number[] };
  'edition.assembled': { articles: number; collected: readonly number[]; released: readonly number[] };
  /** `hash` is the snapshot's, `approval` what the approval counts for. */
  /** What is put before its approvers: content and compiled mail. */
  'edition.put-before': { content: string; mail: string };
  'edition.approved': { hash: string; approval?: string; alone?: boolean; link?: number };
  /** Somebody is asked to approve it by a mailed link; `content` as it is then; `deputyFor`: in whose place. */
  'edition.approval-asked': { link: number; content: string; person?: number; deputyFor?: number };
  'edition.approval-revoked': { link: number };
  /** An approver did not approve; the words stand with the edition. */
  'edition.sent-back': { content: string; link?: number };
  /** Frozen again with what was approved before: that approval stands. */
  'edition.approval-stands': { hash: string; approval: string };
  'edition.approval-void': { approval: string };
  'edition.approval-looked-at': { approval: string };
  'edition.reopened': { hash: string };
  'edition.cancelled': { from: string };
  /** Its sending may begin at `at`, and is held for so many minutes then. */
  'edition.scheduled': { at: string; hold: number };
  'edition.send-stopped': Record<string, never>;
  /** The whole edition, as it was then, to addresses that somebody named; to how many. */
  'edition.copies-sent': { copies: number };
  /** Somebody had its links asked for; of how many different ones. */
  'edition.links-checked': { links: number };
  'edition.sending': Record<string, never>;
  'edition.sent': Record<string, never>;
  /** The first of its mails came back. */
  'edition.bounces-began': Record<string, never>;
  'edition.published': Record<string, never>;
  /** What a person decided of mails that are unknown, were refused, or went to a simulator. */
  /** `delivery`: of that one alone. */
  'edition.mails-sent-again': {
    which: 'unknown' | 'rejected' | 'simulated';
    mails: number;
    delivery?: number;
  };
  'edition.mails-closed': { mails: number; delivery?: number };
  /** Somebody took its report away as a file; of how many lines. */
  'edition.report-exported': { lines: number };
  /** Its next planning takes in who joined since. */
  'edition.planned-again': Record<string, never>;
  /** Of an article of an approved edition, by the slug of its snapshot. */
  'edition.article-corrected': { article: string };
  'edition.article-taken-down': { article: string };
  'edition.article-put-back': { article: string };
  /** `readers`: how many would be told, or are. */
  'telling.asked': { edition: number; article: string; readers: number };
  'telling.approved': { edition: number; article: string; readers: number };
  'telling.dropped': { edition: number; article: string };
  /** Of a reader; the subject is 0 for an address that nobody here has. */
  'reader.erased': Record<string, never>;
  /** Somebody of the desk looked at what one reader has, or gets of an edition. */
  'reader.looked-at': { edition?: number };
  'reader.suppressed': Record<string, never>;
  /** For the reader, at their wish. */
  'reader.unsubscribed': Record<string, never>;
  /** The link to their preferences, mailed once more. */
  'reader.link-sent': Record<string, never>;
  /** In which they are written to, by its name, at their wish. */
  'reader.language-changed': { language: string };
  'reader.suppression-lifted': { reactivated: boolean };
  /** A file of addresses to stop. */
  'reader.file-suppressed': { suppressed: number };
  /** A list of readers, by how many rows did what. */
  'reader.file-imported': {
    added: number;
    updated: number;
    left: number;
    suppressed: number;
    rejected: number;
  };
  /** Somebody took readers away as a file. */
  'reader.exported': { readers: number; state: string };
  /** `left`: the edition that it stood in until then. */
  'article.accepted': { from: string; left?: number };
  'article.declined': { from: string; left?: number };
  /** By its contributor: for the first time, or again after changes were asked for. */
  'article.submitted': { from: string; left?: number };
  /** By its contributor, after it was accepted: it waits for an editor. */
  'article.change-proposed': Record<string, never>;
  'article.change-judged': { taken: boolean };
  'article.withdrawn': { from: string; left?: number };
  'article.held': { from: string; left?: number };
  'article.changes-asked': { from: string; left?: number };
  'article.moved': { from: number | null; to: number | null; left?: number };
  /** By the numbers of its versions, which hold what was there before and after. */
  'article.written': { from: number; to: number; left?: number };
  'article.version-restored': { from: number; to: number; restored: number; left?: number };
  'article.noted': { note: number };
  'person.invited': { roles: readonly Role[] };
  'person.roles-changed': { from: readonly Role[]; to: readonly Role[] };
  'person.removed': { roles: readonly Role[] };
  /** Who is asked to approve in their place, between two days where they are given. */
  'person.deputy-named': { deputy: number; from?: string; until?: string };
  'person.deputy-ended': { deputy: number };
  /** `by`: the mailed link, the code of that mail, or a link that a terminal printed. */
  'person.signed-in': { by: 'link' | 'code' | 'terminal' };
  'person.signed-out': Record<string, never>;
  /** A terminal printed a link that signs them in. */
  'person.link-printed': Record<string, never>;
  /** Somebody else ended it; in how many browsers. */
  'person.signed-out-everywhere': { browsers: number };
  /** Somebody took this record away as a file; of how many acts. */
  'audit.exported': { acts: number };
  /** Whose options all processes that send agree on, by the names of those that are other. */
  'installation.options-adopted': { changed: string[] };
  'installation.renewed': { id: string };
  /** Sending goes on after a restore; `acceptLoss`: though a journal could not be read. */
  'installation.released': { acceptLoss: boolean };
  /** Of a partner's feed: the host that it is read from; its whole address may hold a key. */
  'feed.added': { host: string; section: string };
  'feed.removed': { host: string; section: string };
  'section.registered': { slug: string };
  'section.renamed': { slug: string; from: string; to: string };
  /** What readers read about it where they choose. */
  'section.described': { slug: string; from: string; to: string };
  'section.changed': {
    slug: string;
    before: { colour: string | null; language: string | null };
    after: { colour: string | null; language: string | null };
  };
  /** Slugs of the open sections, in their order. */
  'section.moved': { slug: string; before: readonly string[]; after: readonly string[] };
  'section.merged': { slug: string; into: { id: SectionId; slug: string } };
  'section.retired': { slug: string };
  /** On the list of domains whose links no longer lead where they did; the subject is 0, since domains have names and no numbers. */
  'domain.retired': { domain: string; successor: string | null };
  'domain.unretired': { domain: string };
  /** `flow`: of a small one that somebody started by hand. */
  'run.started': { edition?: number; flow?: string; trigger: 'schedule' | 'manual' };
  'run.paused': RunMove;
  'run.resumed': RunMove;
  'run.cancelled': RunMove;
  'run.held': RunMove;
  'run.failed': RunMove;
  'run.resubmitted': RunMove;
  'run.succeeded': RunMove;
  /** Somebody has dealt with its failure; the words stand with the run. */
  'run.acknowledged': RunMove;
  /** Somebody deals with what is broken; the words stand with the alarm. */
  'alarm.acknowledged': { cause: string };
  /** It starts nothing by itself from here on; the subject is 0, since flows have names and no numbers. */
  'flow.turned-off': { flow: string };
  'flow.turned-on': { flow: string };
  /** Of the calendar; the subject is the edition that has begun for it, or 0. Reasons stand with the entry. */
  'calendar.moved': { slot: string; from: string; to: string };
  'calendar.skipped': { slot: string };
  'calendar.added': { slot: string };
  /** The answer to what came too late: begun at once. */
  'calendar.sent-late': { slot: string };
  /** A secret address of the calendar; the subject is its number. */
  'calendar.address-made': Record<string, never>;
  'calendar.addresses-revoked': { addresses: number };
  'calendar.holiday-added': { division: string; day: string; name: string };
  'calendar.holiday-removed': { division: string; day: string };
};

/** Without the reason, which may quote an address: it stands with the run, where erasure finds it. `flow`: of a run that is about no edition. */
type RunMove = { edition?: number; flow?: string; from: string };

export type ActName = keyof Acts;

/** One act: `subject` is the id of what its name begins with, so the number of an edition, the id of a run. */
export type Act<Name extends ActName = ActName> = {
  [N in Name]: { act: N; by: Actor; subject: number; params: Acts[N] };
}[Name];
