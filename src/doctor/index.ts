export type {
  AccountAnswer,
  AccountFacts,
  DestinationFacts,
  IdentityFacts,
  SendingAccount,
  SetFacts,
  SubscriptionFacts,
} from './account.ts';
export { type AccountAsked, lasting, lookAtAccount } from './account-look.ts';
export { judgeCadences, judgeHolidays } from './cadence-look.ts';
export { changesSince, isTold } from './changes.ts';
export { type AskDatabase, type DatabaseFacts, readDatabase } from './database.store.ts';
export { judgeDatabase, judgeUnreachable, noDatabaseYet } from './database-look.ts';
export { judgeFolder, judgeJournal, readFolder } from './disk-look.ts';
export { keepExamination, latestExaminations } from './examinations.store.ts';
export { type DoctorLook, type Examination, examine, examineAlso, type Looked } from './examine.ts';
export type { DoctorFinding, Seen, Severity } from './finding.ts';
export { type InstallationFacts, readInstallation } from './installation.store.ts';
export { nameServers } from './names.ts';
export { judgeOptions } from './options-look.ts';
export { judgeAllowlist, judgeHold, judgeOptionsAdopted, judgeProcesses } from './processes-look.ts';
export { judgeRedis, judgeRedisUnreachable, type RedisFacts } from './redis-look.ts';
export { judgeSecrets } from './secrets-look.ts';
export { lookAtSite } from './site-look.ts';
export { eventsOfTestMail, newestEvent, type TestMailEvents } from './test-mail.store.ts';
export { judgeTestMail, type TestMailFacts, testMailRefused } from './test-mail-look.ts';
export { visit, type Way } from './visit.ts';
