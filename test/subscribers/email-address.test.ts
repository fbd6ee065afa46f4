import { domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressKey, isFault, parseEmailAddress } from '../../src/core/index.ts';
import { suggestAddress } from '../../subscribers/index.ts';

const refusalOf = (text: string) => {
  try {
    return `taken as ${parseEmailAddress(text)}`;
  } catch (error) {
    return isFault(error) ? error.message : `not a fault: ${error}`;
  }
};

const atom = fc.stringMatching(/^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,12}$/);
const local = fc.array(atom, { minLength: 1, maxLength: 4 }).map((atoms) => atoms.join('.'));
const domain = fc.domain();
const idn = fc.constantFrom(
  'bücher.example',
  '例え.テスト',
  'παράδειγμα.δοκιμή',
  'пример.испытание',
  'faß.example',
);

describe('an email address', () => {
  test('is kept as typed before the @, in lower-case punycode after it', () => {
    fc.assert(
      fc.property(local, fc.oneof(domain, idn), (name, host) => {
        const address = parseEmailAddress(`  ${name}@${host.toUpperCase()}\r\n`);
        expect(address.startsWith(`${name}@`)).toBe(true);
        expect(address).toMatch(/^[\x21-\x7e]+$/);
        expect(parseEmailAddress(address)).toBe(address);
        if (!host.includes('ß'))
          expect(domainToUnicode(address.slice(name.length + 1))).toBe(host.toLowerCase());
      }),
    );
  });

  test('is one mailbox whatever its case, and another with a tag', () => {
    fc.assert(
      fc.property(local, domain, (name, host) => {
        const key = addressKey(parseEmailAddress(`${name}@${host}`));
        expect(addressKey(parseEmailAddress(`${name.toUpperCase()}@${host.toUpperCase()}`))).toBe(key);
        expect(addressKey(parseEmailAddress(`${name}+tag@${host}`))).not.toBe(key);
      }),
    );
  });

  test('never holds anything that could start a header or a second recipient', () => {
    const nasty = fc.constantFrom(
      '\r',
      '\n',
      '\0',
      '\t',
      ' ',
      ',',
      ';',
      '<',
      '>',
      '\u2028',
      '\u0085',
      '\u00ad',
      '%0d',
    );
    fc.assert(
      fc.property(local, domain, nasty, fc.nat(), (name, host, put, at) => {
        const whole = `${name}@${host}`;
        const cut = 1 + (at % (whole.length - 1));
        const text = `${whole.slice(0, cut)}${put}${whole.slice(cut)}`;
        const outcome = refusalOf(text);
        if (put === '%0d' && cut <= name.length) return;
        expect(outcome).not.toMatch(/^(taken|not a fault)/);
      }),
    );
  });

  test('is refused or understood for any text at all, never anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const outcome = refusalOf(text);
        expect(outcome).not.toMatch(/^not a fault/);
        if (outcome.startsWith('taken')) expect(outcome.length - 9).toBeLessThanOrEqual(254);
      }),
    );
  });

  test('is at most 254 characters, counted in punycode', () => {
    const labels = `${`${'a'.repeat(60)}.`.repeat(3)}org`;
    const name = 'n'.repeat(64);
    const longest = `${name}@${'b'.repeat(254 - 65 - labels.length - 1)}.${labels}`;
    expect(longest.length).toBe(254);
    expect(parseEmailAddress(longest)).toBe(longest);
    expect(refusalOf(longest.replace('@b', '@bb'))).toBe(
      'The email address must be 254 characters or fewer.',
    );
    expect(refusalOf(`n${name}@example.org`)).toMatch(/64 characters or fewer/);
  });

  test.each([
    ['', 'Enter your email address.'],
    ['   ', 'Enter your email address.'],
    ['ada', 'in the correct format'],
    ['@example.org', 'in the correct format'],
    ['ada@', 'in the correct format'],
    ['ada@example', 'in the correct format'],
    ['ada@example..org', 'in the correct format'],
    ['ada@example.org.', 'in the correct format'],
    ['.ada@example.org', 'in the correct format'],
    ['ada..l@example.org', 'in the correct format'],
    ['ada@[192.0.2.1]', 'in the correct format'],
    ['ada@192.0.2.1', 'in the correct format'],
    ['ada@１９２.0.2.1', 'in the correct format'],
    ['ada@exa_mple.org', 'in the correct format'],
    ['ada@-example.org', 'in the correct format'],
    ['ada@%65xample.org', 'in the correct format'],
    ['ada@example.org/path', 'in the correct format'],
    ['ada@example.org?x=y.z', 'in the correct format'],
    ['ada@exa\u00admple.org', 'in the correct format'],
    ['ada@bob@example.org', 'in the correct format'],
    ['"ada l"@example.org', 'quotation marks'],
    ['"ada"@example.org', 'quotation marks'],
    ['adä@example.org', 'accented or non-Latin letters'],
    ['Ada <ada@example.org>', 'without a name or brackets'],
    ['ada@example.org, bob@example.org', 'one email address only'],
    ['ada@example.org\r\nBcc: bob@example.org', 'control character'],
    ['ada\0@example.org', 'control character'],
  ])('refuses %j and says why', (text, sentence) => {
    expect(refusalOf(text)).toContain(sentence);
  });
});

describe('a slip in a well-known domain', () => {
  test.each([
    ['ada@gmial.com', 'ada@gmail.com'],
    ['ada@gmail.con', 'ada@gmail.com'],
    ['ada@hotmial.co.uk', 'ada@hotmail.co.uk'],
    ['ada@outlok.com', 'ada@outlook.com'],
    ['ada@yaho.co.uk', 'ada@yahoo.co.uk'],
    ['ada@icloud.co', 'ada@icloud.com'],
    ['ada@nhs.ent', 'ada@nhs.net'],
    ['Ada+x@GMIAL.com', 'Ada+x@gmail.com'],
  ])('%s is probably %s', (typed, meant) => {
    expect(suggestAddress(typed)).toBe(meant);
  });

  test.each([
    'ada@gmail.com',
    'ada@mail.com',
    'ada@example.org',
    'ada@kent.police.uk',
    'ada',
    'ada@me.co',
    '@gmial.com',
  ])('%s is left alone', (typed) => {
    expect(suggestAddress(typed)).toBeUndefined();
  });
});
