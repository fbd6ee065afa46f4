import { expect, test } from 'vitest';
import { documentFacts, linkWords, readLinkWords } from '../../src/core/index.ts';

test.each([
  ['Read the report (PDF, 320 KB)', { text: 'Read the report', type: 'PDF', octets: 320_000 }],
  ['Map (east) (docx,1.4mb)', { text: 'Map (east)', type: 'DOCX', octets: 1_400_000 }],
  ['Rates (see page 4, 2 KB of it)', { text: 'Rates (see page 4, 2 KB of it)' }],
  ['(PDF, 320 KB)', { text: '(PDF, 320 KB)' }],
  ['Nothing (PDF, 0 KB)', { text: 'Nothing (PDF, 0 KB)' }],
])('reads the words “%s”, and says them again', (words, read) => {
  expect(readLinkWords(words)).toEqual(read);
  const said = linkWords({ ...read, url: 'https://example.org/' });
  expect(readLinkWords(said)).toEqual(read);
});

test.each([
  [320_499, '320 KB'],
  [12, '1 KB'],
  [999_400, '999 KB'],
  [999_600, '1 MB'],
  [12_300_000, '12 MB'],
])('says %i octets as %s', (octets, size) => {
  expect(linkWords({ text: 'Plan', url: '', type: 'PDF', octets })).toBe(`Plan (PDF, ${size})`);
});

test('takes no type and no size that is none', () => {
  expect(documentFacts('portable', '3 KB')).toBeUndefined();
  expect(documentFacts('PDF', '3 pages')).toBeUndefined();
});
