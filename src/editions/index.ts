// The corridor runs one way: rendering knows articles through their editions.
export { type BodyRemark, readBody } from '../articles/index.ts';
export * from './advance.ts';
export * from './approve.ts';
export * from './assemble.ts';
export * from './body-places.ts';
export { draftSnapshot, loadSnapshot } from './draft.ts';
export * from './edition.ts';
export { readCorrection } from './folder/correction.ts';
export { snapshotForPrint } from './images.ts';
export * from './import.ts';
export * from './list.ts';
export type * from './snapshot.ts';
export { listTakenDown, loadStanding, withoutArticles } from './standing.ts';
export { downIn, endTakedown, insertTakedown, selectTakedowns, type Takedown } from './takedowns.store.ts';
