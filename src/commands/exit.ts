/** What the shell sees: done, a fault said in one sentence, wrong usage, or done but for what a person must decide. */
export const EXIT = { done: 0, fault: 1, usage: 2, undecided: 3 };
