import type { Actor } from '../../src/core/index.ts';

/** An editor at a terminal. */
export const editor = (as = 'ed@example.org'): Actor => ({ kind: 'command', user: 'test', as });
