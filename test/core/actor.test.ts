import { expect, test } from 'vitest';
import {
  type Actor,
  actorName,
  articleId,
  personId,
  runId,
  signature,
  subscriberId,
} from '../../src/core/index.ts';

const ed = { id: personId(3), name: 'Ed Example', roles: ['editor' as const] };

const NAMED: [Actor, string][] = [
  [{ kind: 'person', ...ed }, 'Ed Example'],
  [{ kind: 'guest', link: 12, name: 'Press office' }, 'Press office, a guest by link 12 (name not proved)'],
  [{ kind: 'contributor', article: articleId(5) }, 'the contributor of article 5'],
  [{ kind: 'command', user: 'kim' }, 'shell user kim'],
  [{ kind: 'command', user: 'kim', as: 'x@example.org' }, 'shell user kim, who gave x@example.org'],
  [{ kind: 'command', user: 'kim', as: 'ed@example.org', person: ed }, 'shell user kim for Ed Example'],
  [{ kind: 'flow' }, 'the flow'],
  [{ kind: 'flow', run: runId(4) }, 'the flow, run 4'],
  [{ kind: 'reader', id: subscriberId(8) }, 'reader 8'],
  [{ kind: 'amazon' }, 'Amazon SES'],
];

test.each(NAMED)('%j has a name in sentences', (actor, name) => {
  expect(actorName(actor)).toBe(name);
});

test('beside what was done stands the address that was given, as it always did', () => {
  expect(signature({ kind: 'command', user: 'kim', as: 'ed@example.org', person: ed })).toBe(
    'ed@example.org',
  );
  expect(signature({ kind: 'command', user: 'kim' })).toBe('shell user kim');
  expect(signature({ kind: 'person', ...ed })).toBe('Ed Example');
});
