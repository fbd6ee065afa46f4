export { type Difference, isLoss, sayDifference } from './compare.ts';
export { entriesWait, forgetMailboxes, noteMoved, noteSettled } from './entries.store.ts';
export { flushEntries } from './flush.ts';
export { addToHold, holdAll, openHold, type RestoreHold, releaseHold } from './holds.store.ts';
export type { JournalHome } from './home.ts';
export {
  endJournal,
  leaveJournals,
  loseJournals,
  type Promised,
  rememberedJournals,
} from './journals.store.ts';
export type { Answered, JournalLine, SaidState } from './line.ts';
export { knownPlaces, showPlace } from './places.store.ts';
export { type RecalledMail, recalledEditions, recalledOf } from './recalled.store.ts';
export { type ReaderFate, type Recalled, type RecalledNotice, recall } from './replay.ts';
export { removeOldJournals } from './retain.ts';
export { isPlace, noteSeen, type Verified, verifyJournals } from './verify.ts';
export { type JournalWriter, openWriter, writeNow } from './writer.ts';
