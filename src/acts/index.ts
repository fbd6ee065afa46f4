export { type ActDeps, act, record } from './act.ts';
export { cameOf } from './came.ts';
export { CONSEQUENCES, type ConsequenceName, type Performer, type Performers } from './consequences.ts';
export { type ConsequenceDeps, consequencesWait, deliverConsequences } from './deliver.ts';
export { type ActedBy, type ActFilter, type FoundAct, searchActs } from './search.store.ts';
export { type ActRow, selectActs as listActs } from './store.ts';
