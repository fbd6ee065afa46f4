import { expect, test } from 'vitest';
import { telephoneHref } from '../../templates/telephone.ts';

test.each([
  ['01632 960116', 'tel:01632960116'],
  ['+44 (0)1632 960 001', 'tel:+441632960001'],
  ['+44 1632 960-001', 'tel:+441632960001'],
  ['(01632) 960001', 'tel:01632960001'],
  ['01632\u00a0960\u2011001', 'tel:01632960001'],
  ['01632 960001 ext. 23', 'tel:01632960001;ext=23'],
  ['01632 960001, extension 4', 'tel:01632960001;ext=4'],
  ['01632 960001 or 01632 960002', 'tel:01632960001'],
  ['01632 960001 / 960002', 'tel:01632960001'],
  ['Call 101, ask for Marlhaven', 'tel:101'],
  ['ask at the desk', undefined],
  ['x', undefined],
  ['5', undefined],
])('%s is dialled as %s', (written, href) => {
  expect(telephoneHref(written)).toBe(href);
});
