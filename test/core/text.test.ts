import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanDeep, cleanText, oneLine } from '../../src/core/index.ts';
import { anyLine, anyMarkdown } from '../support/any-text.ts';

const any = fc.oneof(anyLine, anyMarkdown, fc.string({ unit: 'binary' }));
/** Of UTF-16 code units, so that halves of characters come alone. */
const halves = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
const directions = fc
  .array(
    fc.constantFrom(
      '\u202a',
      '\u202b',
      '\u202c',
      '\u202d',
      '\u202e',
      '\u2066',
      '\u2067',
      '\u2068',
      '\u2069',
      'a',
      '\n',
    ),
  )
  .map((letters) => letters.join(''));

/** How many text directions a line leaves open (UAX #9, rules X1 to X8). */
function openDirections(line: string): number {
  const open: string[] = [];
  for (const letter of line) {
    if ('\u202a\u202b\u202d\u202e'.includes(letter)) open.push('embedding');
    else if ('\u2066\u2067\u2068'.includes(letter)) open.push('isolate');
    else if (letter === '\u202c' && open.at(-1) === 'embedding') open.pop();
    else if (letter === '\u2069' && open.includes('isolate')) open.length = open.lastIndexOf('isolate');
  }
  return open.length;
}

describe('cleaned text', () => {
  test('holds only characters that XML, HTML and UTF-8 allow, and changes no more when cleaned again', () => {
    fc.assert(
      fc.property(fc.oneof(any, halves), (text) => {
        const clean = cleanText(text);
        expect(clean).not.toMatch(/[^\t\n\P{Cc}]|\p{Surrogate}|\p{Noncharacter_Code_Point}/u);
        expect(isUtf8(Buffer.from(clean))).toBe(true);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  test('keeps everything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(cleanText(text)).toBe(text);
      }),
    );
    const joined = 'soft\u00adhyphen 👩‍👩‍👧 می‌خواهم \u200fRLM';
    expect(cleanText(joined)).toBe(joined);
  });

  test('of one line leaves no text direction open', () => {
    fc.assert(
      fc.property(directions, (text) => {
        expect(openDirections(oneLine(text))).toBe(0);
      }),
    );
    expect(oneLine('a\u2067b\u202ec\u2069d')).toBe('a\u2067b\u202ec\u2069d');
    expect(oneLine('stray\u202c and \u2069, \u202eopen')).toBe('stray and , \u202eopen\u202c');
  });

  test('of a header is one line', () => {
    fc.assert(
      fc.property(any, (text) => {
        expect(oneLine(text)).not.toMatch(/[\r\n\t\u0085\u2028\u2029]/);
      }),
    );
  });

  test('is made of every string of a value', () => {
    expect(cleanDeep({ a: ['x\u0000', { b: 'y\r\nz', doc: 'y\r\nz' }], n: 1, none: null }, ['doc'])).toEqual({
      a: ['x', { b: 'y z', doc: 'y\nz' }],
      n: 1,
      none: null,
    });
  });
});
