import { describe, expect, it } from 'vitest';
import { type EditionState, type EditionVerb, isFault } from '../../src/core/index.ts';
import { advanceEdition, moveEdition } from '../../src/editions/index.ts';

const STATES: EditionState[] = [
  'planned',
  'assembled',
  'approved',
  'sending',
  'sent',
  'published',
  'cancelled',
];
const ALLOWED: Record<EditionVerb, Partial<Record<EditionState, EditionState>>> = {
  assemble: { planned: 'assembled', assembled: 'assembled' },
  approve: { assembled: 'approved' },
  reopen: { approved: 'assembled' },
  send: { approved: 'sending' },
  finish: { sending: 'sent' },
  publish: { sent: 'published' },
  cancel: { planned: 'cancelled', assembled: 'cancelled', approved: 'cancelled' },
};

const outcome = (move: () => EditionState) => {
  try {
    return move();
  } catch (error) {
    if (isFault(error)) return error.message;
    throw error;
  }
};

describe.each(Object.keys(ALLOWED) as EditionVerb[])('%s', (verb) => {
  it.each(STATES)('from %s', (state) => {
    const reached = outcome(() => moveEdition({ number: 8, state }, verb));
    const allowed = ALLOWED[verb][state];
    if (allowed) expect(reached).toBe(allowed);
    else expect(reached).toMatch(new RegExp(`^Edition 8 is ${state}: .+\\.$`));
  });
});

describe.each(['send', 'finish', 'publish'] as const)('%s again', (verb) => {
  it.each(STATES)('never moves %s backwards', (state) => {
    const reached = outcome(() => advanceEdition({ number: 8, state }, verb));
    if (STATES.includes(reached as EditionState)) {
      expect(STATES.indexOf(reached as EditionState)).toBeGreaterThanOrEqual(STATES.indexOf(state));
    } else expect(ALLOWED[verb][state]).toBeUndefined();
  });
});
