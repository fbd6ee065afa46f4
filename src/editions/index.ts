export * from './advance.ts';
export * from './approve.ts';
export * from './assemble.ts';
export { draftSnapshot, loadSnapshot } from './draft.ts';
export * from './edition.ts';
export { readCorrection } from './folder/correction.ts';
export * from './import.ts';
export * from './list.ts';
export type * from './snapshot.ts';
