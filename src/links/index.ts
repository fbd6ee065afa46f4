export type { AskLink, LinkAnswer } from './answer.ts';
export { waitingLinkChecks } from './checks.store.ts';
export { type CheckedLink, type LinkReport, linkReport } from './report.ts';
export { retireDomain, unretireDomain } from './retire.ts';
export { runLinkCheck } from './run.ts';
export { startLinkCheck } from './start.ts';
export { OFFLINE, sayLinkPlace } from './words.ts';
