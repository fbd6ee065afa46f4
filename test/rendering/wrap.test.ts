import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columns, wrap } from '../../src/rendering/text/wrap.ts';
import { anyLine } from '../support/any-text.ts';

const JAPANESE =
  '図書館は毎週火曜日の夕方、詐欺の相談に応じる窓口を開いています。「急がないでください」と職員は言います。予約は不要です（無料）。';
const CHINESE =
  '图书馆每周二晚上开设咨询台，帮助居民识别诈骗电话。请不要着急，先挂断电话，再拨打家人的号码，然后到图书馆来找我们谈一谈。';
const THAI = 'ห้องสมุดเปิดโต๊ะให้คำปรึกษาเรื่องการหลอกลวงทุกเย็นวันอังคารและไม่ต้องนัดล่วงหน้าโปรดแวะมาได้ทุกเมื่อ';

describe('a wrapped text', () => {
  test.each([JAPANESE, CHINESE, THAI])(
    'of a script without spaces has lines of at most 72 columns',
    (text) => {
      const lines = wrap(text).split('\n');
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(72);
      expect(lines.join('')).toBe(text);
    },
  );

  test('never starts a line with closing punctuation, nor ends it with an opening one', () => {
    for (let width = 10; width < 60; width += 1) {
      for (const line of wrap(JAPANESE, { width }).split('\n')) {
        expect(line).not.toMatch(/^[、。」）]|[「（]$/);
      }
    }
  });

  test('keeps an address whole among Han characters', () => {
    const text = `${'詳しくはこちらの頁を見てください'.repeat(2)}、https://example.org/a/long-path?with=words&and=more を`;
    expect(wrap(text)).toContain('https://example.org/a/long-path?with=words&and=more');
  });

  test('counts Han, Kana and fullwidth forms as two columns, half-width Kana and marks as one and none', () => {
    expect(columns('漢かカＡ、')).toBe(10);
    expect(columns('ｱｲｳ')).toBe(3);
    expect(columns('e\u0301\u00adü')).toBe(2);
  });

  test('loses nothing but spaces, whatever it is made of', () => {
    const run = fc.oneof(anyLine, fc.constantFrom(JAPANESE, CHINESE, THAI));
    const bare = (text: string) => text.replace(/\s+/g, '');
    fc.assert(
      fc.property(fc.array(run, { maxLength: 4 }), fc.integer({ min: 20, max: 80 }), (runs, width) => {
        const text = runs.join(' ');
        expect(bare(wrap(text, { width }))).toBe(bare(text));
      }),
    );
  });
});
