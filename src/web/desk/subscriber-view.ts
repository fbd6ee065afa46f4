import { mailOutcomes, noLongerRecorded, readMails, type showReader } from '../../../subscribers/index.ts';
import { deskMoment } from '../../../templates/web/desk/moments.ts';
import type { ReaderAct, SubscriberView } from '../../../templates/web/desk/subscriber.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { may } from '../../access/index.ts';
import { type Actor, languageName, localDay, localTimes } from '../../core/index.ts';
import { openSectionBook } from '../../sections/index.ts';
import { readerLanguage } from '../../words/written.ts';
import type { DeskDeps } from './deps.ts';
import { recordedAt } from './moment-of.ts';
import { sayNow, sayOutcome } from './why-words.ts';

export type ShownReader = NonNullable<Awaited<ReturnType<typeof showReader>>>;

/** Of how many editions the page says why they did not come. */
const EXPLAINED = 4;

/** One reader as the page shows them. */
export async function subscriberView(
  { db, clock, config: { languages } }: DeskDeps,
  shown: ShownReader,
  { site, actor }: { site: Site; actor: Actor },
): Promise<SubscriberView> {
  const { reader, suppression, ledger, deliveries, recordedFrom, lifts } = shown;
  const { id } = reader;
  const [outcomes, mails, book] = await Promise.all([
    mailOutcomes(db, { id, ledger, limit: EXPLAINED }),
    readMails(db, id),
    openSectionBook(db),
  ]);
  const say = (at: Date) => deskMoment(at, site);
  const changes = may(actor, 'readers.change');
  const labels = new Map(book.live.map(({ slug, label }) => [slug, label]));
  return {
    site,
    id,
    email: reader.email,
    state: reader.state,
    now: sayNow(shown, { say, now: clock.now() }),
    facts: factsOf(shown, site, labels),
    outcomes: outcomes.map((outcome) => ({
      edition: outcome.edition,
      sentence: localTimes(sayOutcome(outcome, say), site.timeZone),
    })),
    ledger: ledger.map(({ at, event, source, reason, detail }) => ({
      at: recordedAt(at, site),
      event,
      source,
      detail: [reason === event ? '' : reason, detailOf(detail, site)].filter(Boolean).join('; '),
    })),
    deliveries: deliveries.map(({ edition, state, at, reason }) => ({
      edition,
      state,
      at: recordedAt(at, site),
      reason: localTimes(reason ?? '', site.timeZone),
    })),
    unrecorded: recordedFrom ? noLongerRecorded(localDay(recordedFrom, site.timeZone)) : undefined,
    mails: mails.map(({ at, kind, state }) => ({
      at: recordedAt(at, site),
      kind: MAILS[kind] ?? kind,
      state,
    })),
    lifts: lifts.map(({ at, was, reactivated, reason }) => ({
      at: recordedAt(at, site),
      words: `lifted, was ${was}${reactivated ? ', mail went on' : ''}. ${reason}`,
    })),
    acts: changes ? actsOn(reader, suppression) : [],
    mayLink: changes && reader.state === 'active',
    otherLanguages:
      changes && reader.state === 'active'
        ? languages
            .filter((name) => name !== readerLanguage(reader.language, languages))
            .map((value) => ({ value, name: languageName(value) }))
        : [],
    record: may(actor, 'audit.see'),
  };
}

const MAILS: Readonly<Record<string, string>> = {
  'confirm-subscription': 'Please confirm',
  'already-subscribed': 'You are subscribed already',
  welcome: 'Welcome',
  'preferences-link': 'Link to their preferences',
  'address-change-confirm': 'Confirm the new address',
  'address-change-announce': 'Your address was changed',
  'article-told': 'A correction',
};

/** Pure: what may be done with a reader as they are. Their own leaving, kept as a hash, is nobody's to lift. */
export function actsOn(
  { state, email }: ShownReader['reader'],
  suppression: ShownReader['suppression'],
): ReaderAct[] {
  if (email === null || state === 'erased') return [];
  const listed = suppression !== null && suppression.reason !== 'left' && suppression.reason !== 'erased';
  return [
    ...(state === 'active' || state === 'pending' ? (['unsubscribe'] as const) : []),
    ...(state === 'suppressed' || listed ? (['lift'] as const) : (['suppress'] as const)),
    'erase',
  ];
}

/** Whether they got the bulletin when they were stopped: only then may mail go on. */
export const wasActive = ({ reader, ledger }: ShownReader): boolean =>
  reader.state === 'suppressed' &&
  ledger.findLast(({ event }) => event === 'suppressed')?.detail.was === 'active';

function factsOf({ reader, ledger }: ShownReader, site: Site, labels: ReadonlyMap<string, string>) {
  const { choice, consentAt, consentSource, pausedUntil, newEmail } = reader;
  const day = (at: Date | null) => localDay(at, site.timeZone);
  const consent = ledger.findLast((line) => line.detail.consent !== undefined)?.detail.consent;
  const agreed = [day(consentAt), consentSource ? `(${consentSource})` : ''].filter(Boolean).join(' ');
  return [
    { key: 'Name', value: reader.name ?? '' },
    { key: 'Organisation', value: reader.organisation ?? '' },
    {
      key: 'Sections',
      value: choice === 'all' ? 'All' : choice.map((slug) => labels.get(slug) ?? slug).join(', ') || 'None',
    },
    { key: 'Mail as', value: reader.format === 'html' ? 'Designed mail' : 'Plain text' },
    { key: 'Language', value: reader.language === null ? '' : languageName(reader.language) },
    { key: 'Paused until', value: day(pausedUntil) },
    { key: 'New address, not confirmed', value: newEmail ?? '' },
    { key: 'Agreed', value: agreed || (consent === undefined ? '' : String(consent)) },
    { key: 'Here since', value: day(reader.createdAt) },
    { key: 'Number', value: String(reader.id) },
  ].filter(({ value }) => value !== '');
}

const told = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value));

const detailOf = (detail: Readonly<Record<string, unknown>>, { timeZone }: Site) =>
  Object.entries(detail)
    .filter(([, value]) => value !== null)
    .map(([key, value]) =>
      key === 'consentAt'
        ? `agreed: ${localDay(new Date(told(value)), timeZone)}`
        : `${key}: ${localTimes(told(value), timeZone)}`,
    )
    .join('; ');
