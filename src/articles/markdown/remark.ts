/** What an editor should know of one line of a body: `line` counts from 1. */
export type BodyRemark = { line: number; sentence: string };

/** What reading a body finds, in the order of its lines. */
export type Remarks = {
  /** Words or looks that cannot be kept as they were typed. */
  losses: BodyRemark[];
  /** Why the body cannot be taken. */
  faults: BodyRemark[];
};

export const inLineOrder = (remarks: readonly BodyRemark[]): BodyRemark[] =>
  [...remarks].sort((a, b) => a.line - b.line);
