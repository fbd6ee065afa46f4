import { expect, test } from 'vitest';
import { mailboxKey, parseEmailAddress } from '../../src/core/index.ts';

const key = (address: string) => mailboxKey(parseEmailAddress(address));

test.each([
  [
    'robinexample@gmail.com',
    ['R.o.b.i.n.example@gmail.com', 'robin.example+news@GOOGLEMAIL.com', 'robinexample+@ｇｍａｉｌ.com'],
  ],
  [
    'robinexample@proton.me',
    ['robin.example@protonmail.com', 'Robin-Example@pm.me', 'r_o.b-inexample+a-b@protonmail.ch'],
  ],
  ['robin@icloud.com', ['robin@me.com', 'Robin+shop@mac.com', 'robin+a+b@icloud.com']],
  ['robin@yahoo.com', ['robin-news@yahoo.com', 'ROBIN-a-b@Yahoo.com', 'robin-news+x@yahoo.com']],
  ['robin@ymail.com', ['robin-1@ymail.com']],
  ['robin@yahoo.co.uk', ['robin-shop@yahoo.co.uk']],
  [
    'robin-example@yandex.com',
    ['robin.example@ya.ru', 'robin.example+1@yandex.ru', 'robin-example@yandex.com.tr'],
  ],
  [
    'robin@fastmail.com',
    ['news@robin.fastmail.com', 'robin+news@fastmail.com', 'any.thing+x@ROBIN.fastmail.com'],
  ],
  ['robin@fastmail.co.uk', ['x@robin.fastmail.co.uk']],
  ['robin@outlook.com', ['robin+a@outlook.com', 'ROBIN+b.c@Outlook.com']],
  [
    'robin@xn--bcher-kva.example',
    ['robin+1@bücher.example', 'Robin@BÜCHER.example', 'robin@bücher。example'],
  ],
])('%s is reached by %j', (address, spellings) => {
  expect([address, ...spellings].map(key)).toEqual(spellings.concat('').map(() => key(address)));
});

test.each([
  ['robin.example@outlook.com', 'robinexample@outlook.com'],
  ['robin-1@example.org', 'robin-2@example.org'],
  ['robin_1@gmail.com', 'robin1@gmail.com'],
  ['robin@yahoo.com', 'robin@yahoo.co.uk'],
  ['robin@hotmail.com', 'robin@outlook.com'],
  ['robin@fastmail.com', 'robin@fastmail.fm'],
  ['news@robin.fastmail.com', 'news@alex.fastmail.com'],
  ['a@robin.example.org', 'b@robin.example.org'],
  ['a@gmail.com.example.org', 'a@gmail.com'],
  ['+1@example.org', '+2@example.org'],
])('%s is another mailbox than %s', (one, other) => {
  expect(key(one)).not.toBe(key(other));
});
