import { describe, expect, test } from 'vitest';
import { complaintsOf } from '../../scripts/words.ts';
import { localeFor } from '../../src/words/index.ts';
import { catalogue as welsh } from '../../src/words/languages/cy.ts';
import { catalogue as english } from '../../src/words/languages/en.ts';
import { messagesFrom } from '../../src/words/languages.ts';
import { localeOf } from '../../src/words/locale.ts';
import { pseudo } from '../../src/words/pseudo.ts';

const AT = new Date('2017-08-24T08:30:00Z');

describe('a locale', () => {
  test('is made once, and keeps a region that its catalogue does not name', () => {
    expect(localeFor('en-AU')).toBe(localeFor('en-AU'));
    expect(localeFor('en-AU').language).toBe('en-AU');
    expect(localeFor('en-US').day(AT, 'UTC')).toBe('August 24, 2017');
  });

  test('says dates, times and numbers as its language does', () => {
    const { day, moment, number } = localeFor('en-GB');
    expect([day(AT, 'UTC'), moment(AT, 'Europe/London'), number(12345)]).toEqual([
      '24 August 2017',
      '24 August 2017 at 09:30',
      '12,345',
    ]);
  });

  test('of a language that nobody has written is English, and says so', () => {
    const frisian = localeFor('fy-NL');
    expect(frisian.language).toBe('en-GB');
    expect(frisian.say('mail.inThisEdition')).toBe('In this edition');
  });

  test('says in English what its catalogue lacks, and its own dates', () => {
    const german = localeOf(messagesFrom({ language: 'de', reviewed: null, messages: {} }, 'de-AT'));
    expect(german.language).toBe('de-AT');
    expect(german.say('mail.inThisEdition')).toBe('In this edition');
    expect(german.day(AT, 'UTC')).toBe('24. August 2017');
  });
});

describe('a message', () => {
  test('has one form for each kind of plural', () => {
    const { say } = localeFor('en-GB');
    const forms = [0, 1, 2, 1200].map((readers) =>
      say('notices.tellingWaitsFor', { headline: 'H', edition: 7, readers }),
    );
    expect(forms.map((form) => form.replace(/^.* down\. | whose.*$/g, ''))).toEqual([
      '0 readers',
      '1 reader',
      '2 readers',
      '1,200 readers',
    ]);
  });

  test('holds elements where its language wants them', () => {
    const { pieces } = localeFor('en-GB');
    const said = pieces('confirm.askAgain', { link: (inside) => <a href="/preferences">{inside}</a> });
    expect((<p>{said}</p>).toString()).toBe(
      '<p>To change what you get, use the preferences link in any of our emails, or <a href="/preferences">ask for a new one</a>.</p>',
    );
  });

  test('does not compile with a parameter too few, too many or of another kind', () => {
    const { say, pieces } = localeFor('en-GB');
    const wrong = () => [
      // @ts-expect-error nobody has written it
      say('mail.noSuchMessage'),
      // @ts-expect-error it asks for nothing
      say('mail.inThisEdition', { readers: 1 }),
      // @ts-expect-error how many?
      say('notices.tellingWaitsFor'),
      // @ts-expect-error a count is a number
      say('notices.tellingWaitsFor', { headline: 'H', edition: 7, readers: 'two' }),
      // @ts-expect-error it holds an element
      say('confirm.askAgain', {}),
      // @ts-expect-error which element?
      pieces('confirm.askAgain', {}),
    ];
    expect(wrong).toBeTypeOf('function');
  });
});

describe('Welsh', () => {
  const { say, day, moment } = localeFor('cy');

  test('lacks no message, and leaves none in English', () => {
    expect(complaintsOf('cy', welsh, english)).toEqual([]);
    const groups = Object.entries(english.messages as Record<string, Record<string, string>>);
    const said = welsh.messages as Record<string, Record<string, string>>;
    const same = groups.flatMap(([group, messages]) =>
      Object.keys(messages).filter((name) => said[group]?.[name] === messages[name]),
    );
    // Parameters alone.
    expect(same).toEqual(['changeNamed', 'named']);
    const words = Object.values(said).flatMap((messages) => Object.values(messages));
    expect(words.filter((message) => /\b(the|and|your|you|this|with|from|for|not)\b/i.test(message))).toEqual(
      [],
    );
  });

  test('mutates what is counted, and says its own dates', () => {
    const wait = (count: number) => say('privacy.events', { days: count }).slice(0, 13);
    expect([1, 2, 3].map(wait)).toEqual(['am 1 diwrnod ', 'am 2 ddiwrnod', 'am 3 diwrnod ']);
    expect(say('story.count', { words: 2 })).toBe('2 air hyd yn hyn.');
    expect(say('story.count', { words: 1200 })).toBe('1,200 o eiriau hyd yn hyn.');
    expect(day(AT, 'UTC')).toBe('24 Awst 2017');
    expect(moment(AT, 'Europe/London')).toBe('24 Awst 2017 am 09:30');
  });
});

describe('a pseudo-locale', () => {
  test('accents each letter of the words and none of the parameters, and is longer', () => {
    expect(localeFor('en-XA').say('mail.inThisEdition')).toBe('Ííñ ţĥííš ééđííţííóóñ');
    expect(
      localeFor('en-XA').say('notices.tellingWaitsFor', { headline: 'H', edition: 7, readers: 2 }),
    ).toMatch(/^“H” .* 2 ŕééááđééŕš /);
  });

  test('from right to left overrides the direction of each word', () => {
    expect(localeFor('ar-XB').say('mail.inThisEdition')).toBe(
      '\u202eIn\u202c \u202ethis\u202c \u202eedition\u202c',
    );
  });

  test('is not made of a language that there is', () => {
    expect(pseudo('en-GB')).toBeUndefined();
  });
});

describe('what the check says of a catalogue', () => {
  const original = {
    language: 'en-GB',
    reviewed: null,
    messages: { a: { b: 'One <b>word</b>', c: '{n, plural, one {# word} other {# words}} of {who}' } },
  };
  const of = (tag: string, a: Record<string, string>) =>
    complaintsOf(tag, { language: tag, reviewed: null, messages: { a } } as never, original as never);

  test('nothing of one that is whole', () => {
    expect(
      of('de', { b: 'Ein <b>Wort</b>', c: '{who}: {n, plural, one {# Wort} other {# Wörter}}' }),
    ).toEqual([]);
    expect(complaintsOf('en', english, english)).toEqual([]);
  });

  test('what it lacks, and what it has too much', () => {
    expect(of('de', { b: 'Ein <b>Wort</b>', d: 'Wort' })).toEqual([
      'words: de lacks a.c',
      'words: de has a.d, which English has not',
    ]);
  });

  test('parameters and elements that differ, and a message that cannot be read', () => {
    expect(
      of('de', { b: 'Ein <i>Wort</i>', c: '{n, plural, one {# Wort} other {# Wörter} von {who}' }),
    ).toEqual([
      'words: de asks at a.b for <i>, English for <b>',
      expect.stringMatching(/^words: de cannot be read at a\.c: /),
    ]);
  });

  test('kinds of plural that the language has', () => {
    const c = '{n, plural, one {# gair} other {# gair}} {who}';
    expect(of('cy', { b: 'Un <b>gair</b>', c }).sort()).toEqual(
      ['few', 'many', 'two', 'zero'].map((kind) => `words: cy has no plural “${kind}” at a.c`),
    );
  });
});
