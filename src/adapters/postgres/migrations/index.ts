import type { Migration } from 'kysely';
import * as foundation from './0001-foundation.ts';
import * as readers from './0010-readers.ts';
import * as sending from './0020-sending.ts';
import * as ramp from './0021-ramp.ts';
import * as planWithoutChecks from './0022-plan-without-checks.ts';
import * as archive from './0030-archive.ts';
import * as removedFeeds from './0040-removed-feeds.ts';
import * as rateLimits from './0060-rate-limits.ts';
import * as slots from './0070-slots.ts';
import * as outages from './0080-outages.ts';
import * as claimsInLeases from './0081-claims-in-leases.ts';
import * as rampWait from './0082-ramp-wait.ts';
import * as imageVariants from './0090-image-variants.ts';
import * as searchedWords from './0100-searched-words.ts';
import * as sentThrough from './0110-sent-through.ts';
import * as hindrances from './0111-hindrances.ts';
import * as signedWith from './0112-signed-with.ts';
import * as permits from './0120-permits.ts';
import * as mailboxes from './0130-mailboxes.ts';
import * as reports from './0131-reports.ts';
import * as lifts from './0132-lifts.ts';
import * as feedNotes from './0140-feed-notes.ts';
import * as feedSlots from './0141-feed-slots.ts';
import * as grammar from './0160-grammar.ts';
import * as cleanImages from './0170-clean-images.ts';
import * as mailTurns from './0180-mail-turns.ts';
import * as spentLinks from './0181-spent-links.ts';
import * as takedowns from './0190-takedowns.ts';
import * as tellings from './0191-tellings.ts';
import * as openDeliveries from './0200-open-deliveries.ts';
import * as untaggedEvents from './0201-untagged-events.ts';
import * as evidence from './0202-evidence.ts';
import * as roomInPages from './0210-room-in-pages.ts';
import * as languages from './0220-languages.ts';
import * as acts from './0240-acts.ts';
import * as runMoves from './0241-run-moves.ts';
import * as givenUpItems from './0270-given-up-items.ts';
import * as sectionMoves from './0280-section-moves.ts';
import * as outcomesOfConsequences from './0281-outcomes-of-consequences.ts';
import * as reasons from './0290-reasons.ts';
import * as attempts from './0291-attempts.ts';
import * as people from './0300-people.ts';
import * as approvals from './0301-approvals.ts';
import * as flows from './0330-flows.ts';
import * as moreReasons from './0331-more-reasons.ts';
import * as approvalRequests from './0332-approval-requests.ts';
import * as feedRemarks from './0333-feed-remarks.ts';
import * as journals from './0350-journals.ts';
import * as unreadCharacters from './0370-unread-characters.ts';
import * as foldedDeliveries from './0380-folded-deliveries.ts';
import * as signInLinks from './0400-sign-in-links.ts';
import * as approvalLinks from './0410-approval-links.ts';
import * as sendHolds from './0411-send-holds.ts';
import * as versions from './0420-versions.ts';
import * as mailShells from './0421-mail-shells.ts';
import * as wordsOfArticles from './0422-words-of-articles.ts';
import * as wordsAtOnce from './0423-words-at-once.ts';
import * as preflights from './0430-preflights.ts';
import * as movesOfReaders from './0450-moves-of-readers.ts';
import * as readerImports from './0451-reader-imports.ts';
import * as failingFeeds from './0460-failing-feeds.ts';
import * as contributions from './0470-contributions.ts';
import * as proposals from './0471-proposals.ts';
import * as flowSwitches from './0500-flow-switches.ts';
import * as stacks from './0505-stacks.ts';
import * as linkChecks from './0510-link-checks.ts';
import * as forgottenStories from './0520-forgotten-stories.ts';
import * as calendar from './0530-calendar.ts';
import * as calendarAddresses from './0531-calendar-addresses.ts';
import * as alarms from './0550-alarms.ts';
import * as processes from './0560-processes.ts';
import * as examinations from './0561-examinations.ts';
import * as approvalReminders from './0570-approval-reminders.ts';
import * as warnedOfDates from './0571-warned-of-dates.ts';
import * as choicesAtAGlance from './0580-choices-at-a-glance.ts';
import * as pictures from './0590-pictures.ts';
import * as deputies from './0600-deputies.ts';
import * as calendarTellings from './0601-calendar-tellings.ts';
import * as languagesOfReaders from './0610-languages-of-readers.ts';
import * as translations from './0620-translations.ts';
import * as languagesOfMails from './0621-languages-of-mails.ts';
import * as subjects from './0630-subjects.ts';

/** Forward only, never edited once released. The names sort in the order in which they run. */
export const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0010-readers': readers,
  '0020-sending': sending,
  '0021-ramp': ramp,
  '0022-plan-without-checks': planWithoutChecks,
  '0030-archive': archive,
  '0040-removed-feeds': removedFeeds,
  '0060-rate-limits': rateLimits,
  '0070-slots': slots,
  '0080-outages': outages,
  '0081-claims-in-leases': claimsInLeases,
  '0082-ramp-wait': rampWait,
  '0090-image-variants': imageVariants,
  '0100-searched-words': searchedWords,
  '0110-sent-through': sentThrough,
  '0111-hindrances': hindrances,
  '0112-signed-with': signedWith,
  '0120-permits': permits,
  '0130-mailboxes': mailboxes,
  '0131-reports': reports,
  '0132-lifts': lifts,
  '0140-feed-notes': feedNotes,
  '0141-feed-slots': feedSlots,
  '0160-grammar': grammar,
  '0170-clean-images': cleanImages,
  '0180-mail-turns': mailTurns,
  '0181-spent-links': spentLinks,
  '0190-takedowns': takedowns,
  '0191-tellings': tellings,
  '0200-open-deliveries': openDeliveries,
  '0201-untagged-events': untaggedEvents,
  '0202-evidence': evidence,
  '0210-room-in-pages': roomInPages,
  '0220-languages': languages,
  '0240-acts': acts,
  '0241-run-moves': runMoves,
  '0270-given-up-items': givenUpItems,
  '0280-section-moves': sectionMoves,
  '0281-outcomes-of-consequences': outcomesOfConsequences,
  '0290-reasons': reasons,
  '0291-attempts': attempts,
  '0300-people': people,
  '0301-approvals': approvals,
  '0330-flows': flows,
  '0331-more-reasons': moreReasons,
  '0332-approval-requests': approvalRequests,
  '0333-feed-remarks': feedRemarks,
  '0350-journals': journals,
  '0370-unread-characters': unreadCharacters,
  '0380-folded-deliveries': foldedDeliveries,
  '0400-sign-in-links': signInLinks,
  '0410-approval-links': approvalLinks,
  '0411-send-holds': sendHolds,
  '0420-versions': versions,
  '0421-mail-shells': mailShells,
  '0422-words-of-articles': wordsOfArticles,
  '0423-words-at-once': wordsAtOnce,
  '0430-preflights': preflights,
  '0450-moves-of-readers': movesOfReaders,
  '0451-reader-imports': readerImports,
  '0460-failing-feeds': failingFeeds,
  '0470-contributions': contributions,
  '0471-proposals': proposals,
  '0500-flow-switches': flowSwitches,
  '0505-stacks': stacks,
  '0510-link-checks': linkChecks,
  '0520-forgotten-stories': forgottenStories,
  '0530-calendar': calendar,
  '0531-calendar-addresses': calendarAddresses,
  '0550-alarms': alarms,
  '0560-processes': processes,
  '0561-examinations': examinations,
  '0570-approval-reminders': approvalReminders,
  '0571-warned-of-dates': warnedOfDates,
  '0580-choices-at-a-glance': choicesAtAGlance,
  '0590-pictures': pictures,
  '0600-deputies': deputies,
  '0601-calendar-tellings': calendarTellings,
  '0610-languages-of-readers': languagesOfReaders,
  '0620-translations': translations,
  '0621-languages-of-mails': languagesOfMails,
  '0630-subjects': subjects,
};
