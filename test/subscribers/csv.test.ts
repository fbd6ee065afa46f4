import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvRow, readCsv } from '../../subscribers/csv.ts';
import { cellText, csvLine } from '../../subscribers/csv-cells.ts';

/** Reads `text` cut into chunks of `size` bytes. */
async function read(text: string | Buffer, size = 1 << 20): Promise<CsvRow[]> {
  const bytes = Buffer.from(text as string);
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
  const rows: CsvRow[] = [];
  for await (const some of readCsv(chunks())) rows.push(...some);
  return rows;
}
const fields = (rows: CsvRow[]) => rows.map((row) => row.fields);

describe('reading CSV', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '𝒜', '"', ',', '\n', ' ', ';', '='),
    maxLength: 6,
  });
  const table = fc
    .integer({ min: 2, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }))
    .map((rows) => rows.filter((row) => row.some((value) => value.trim() !== '')));

  test('agrees with csv-parse on anything well formed, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        const text = rows
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        const expected: string[][] = parse(text, { record_delimiter: '\r\n' });
        expect(fields(await read(text, size))).toEqual(expected);
      }),
    );
  });

  test('gives back what csvLine wrote, with the apostrophe taken off', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const back = fields(await read(rows.map(csvLine).join('')));
        expect(back.map((row) => row.map(cellText))).toEqual(rows);
      }),
    );
  });

  test('takes any line ending, a byte-order mark and UTF-16, and counts the lines of the file', async () => {
    const text = 'a,b\r\n\r\n1,"x\r\ny"\n2,z\r3,"""q"""';
    const expected = [
      { line: 1, fields: ['a', 'b'] },
      { line: 3, fields: ['1', 'x\ny'] },
      { line: 5, fields: ['2', 'z'] },
      { line: 6, fields: ['3', '"q"'] },
    ];
    for (const size of [1, 2, 3, 1000]) {
      expect(await read(text, size)).toEqual(expected);
      expect(await read(`\ufeff${text}`, size)).toEqual(expected);
    }
    expect(await read(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(expected);
  });

  test('one bad quotation mark costs one row', async () => {
    const good = Array.from({ length: 40 }, (_, n) => `${n},fine`);
    const rows = await read(
      ['a,"never closed', ...good, 'b,"x"y', 'c,5" wide', 'd,"open at the end', 'e,f'].join('\n'),
    );
    expect(rows[0]).toMatchObject({ line: 1, broken: expect.stringContaining('never closed') });
    expect(rows.slice(1, 41).map((row) => row.fields.join())).toEqual(good);
    expect(rows.slice(41)).toEqual([
      { line: 42, fields: ['b', 'xy'], broken: expect.stringContaining('after a closing'), damagedFrom: 1 },
      { line: 43, fields: ['c', '5" wide'] },
      {
        line: 44,
        fields: ['d', '"open at the end'],
        broken: expect.stringContaining('never closed'),
        damagedFrom: 1,
      },
      { line: 45, fields: ['e', 'f'] },
    ]);
  });

  test('a line without end is no CSV', async () => {
    await expect(read('x'.repeat(1_200_000), 100_000)).rejects.toThrow('not a CSV file');
  });
});

test('a spreadsheet runs nothing that we write', () => {
  expect(csvLine(['=1+1', '@x', '-1', '+1', "'=x", 'a=b', null, 3])).toBe(
    "'=1+1,'@x,'-1,'+1,''=x,a=b,,3\r\n",
  );
});
