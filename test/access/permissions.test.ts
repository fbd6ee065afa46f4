import { expect, test } from 'vitest';
import { may, type Permission } from '../../src/access/index.ts';
import { type Actor, personId, type Role, subscriberId } from '../../src/core/index.ts';

const person = (...roles: Role[]): Actor => ({ kind: 'person', id: personId(1), name: 'Ed', roles });
const shellFor = (...roles: Role[]): Actor => ({
  kind: 'command',
  user: 'kim',
  as: 'ed@example.org',
  person: { id: personId(1), name: 'Ed', roles },
});

const ALLOWED: [Actor, Permission[], Permission[]][] = [
  [
    person('editor'),
    ['article.write', 'edition.reopen', 'edition.approve-alone'],
    ['edition.approve', 'people.change'],
  ],
  [person('approver'), ['edition.approve', 'edition.look-again'], ['people.change', 'readers.export']],
  [person('editor', 'approver'), ['article.write', 'edition.approve'], ['people.change']],
  [person('admin'), ['edition.approve', 'people.change', 'readers.export'], []],
  [shellFor('editor'), ['article.write'], ['edition.approve', 'people.change']],
  [{ kind: 'command', user: 'kim' }, ['edition.approve', 'people.change'], []],
  [
    { kind: 'guest', link: 1, name: 'Press' },
    ['edition.approve'],
    ['article.write', 'edition.reopen', 'readers.see'],
  ],
  [{ kind: 'flow' }, ['edition.approve', 'edition.send'], ['people.change', 'edition.reopen']],
  [{ kind: 'reader', id: subscriberId(1) }, [], ['article.write', 'readers.see']],
  [{ kind: 'amazon' }, [], ['edition.send']],
];

test.each(ALLOWED)('%j may do what its row says', (actor, yes, no) => {
  expect(yes.filter((permission) => !may(actor, permission))).toEqual([]);
  expect(no.filter((permission) => may(actor, permission))).toEqual([]);
});
