/**
 * What the shell sees: done, a fault said in one sentence, wrong usage, done but for what a person must decide, or done
 * but for the rows that were rejected.
 */
export const EXIT = { done: 0, fault: 1, usage: 2, undecided: 3, someRejected: 4 };
