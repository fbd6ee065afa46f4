import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { OWNERS, VIEWS } from '../../scripts/table-owners.ts';
import { tableComplaints, tableWrites } from '../../scripts/table-writes.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'quarterly-tables-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What is wrong with a house that has this one file. */
function lookAt(file: string, text: string): string[] {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), text);
  return tableComplaints(copy, []);
}

/** A statement with something put into it, as the sources write it. */
const put = (sql: string) => sql.replaceAll('{', '$' + '{');

describe('the owners of tables', () => {
  test('hold in this house, and every table that is written was seen', () => {
    expect(tableComplaints(ROOT)).toEqual([]);
    const written = new Set(tableWrites(ROOT, ['src', 'subscribers']).map(({ table }) => table));
    expect(Object.keys(OWNERS).filter((table) => !written.has(table))).toEqual(VIEWS);
  });

  test.each([
    ["db.updateTable('runs').set({ state })"],
    ["db.insertInto('runs').values(row)"],
    ["db.deleteFrom('runs as r')"],
    [put('sql`UPDATE runs SET state = {state}`')],
    ['sql`UPDATE ONLY runs AS r SET state = 1`'],
    ['sql`update public.runs r set state = 1`'],
    ['sql`WITH old AS (DELETE FROM "runs" RETURNING id) SELECT id FROM old`'],
    [put('sql`INSERT INTO runs (id) VALUES ({id}) ON CONFLICT (id) DO UPDATE SET state = 1`')],
    ['sql`MERGE INTO runs USING slots ON true WHEN MATCHED THEN DELETE`'],
    ["client.query('TRUNCATE TABLE runs')"],
    ["client.query('COPY runs (id) FROM STDIN')"],
  ])('a write elsewhere is a complaint: %s', (statement) => {
    expect(lookAt('src/web/bad.store.ts', `${statement};`)).toEqual([
      'table-owners: src/web/bad.store.ts:1 writes runs, which src/flows owns: ask that room',
    ]);
    expect(lookAt('src/flows/good.store.ts', `${statement};`)).toEqual([]);
  });

  test.each([
    ["db.selectFrom('runs').forUpdate()"],
    ['sql`SELECT 1 FROM runs FOR UPDATE`'],
    ['sql`SELECT count(*) FROM runs`'],
    ['// UPDATE runs SET state = 1'],
    [put('sql`INSERT INTO pg_temp.{sql.id(name)} SELECT * FROM runs`')],
    ["log.info('INSERT INTO the form what you know')"],
  ])('a look is none: %s', (statement) => {
    expect(lookAt('src/web/good.store.ts', `${statement};`)).toEqual([]);
  });

  test('a table whose name is put in is a complaint: nobody can tell whose it is', () => {
    expect(lookAt('src/web/bad.store.ts', put('sql`UPDATE {sql.table(name)} SET state = 1`;'))).toEqual([
      expect.stringContaining('name is not written out'),
    ]);
    expect(lookAt('src/web/bad.store.ts', 'db.updateTable(name);')).toEqual([
      expect.stringContaining('name is not written out'),
    ]);
  });

  test('an exception that is none any more is a complaint', () => {
    lookAt('src/web/good.ts', '');
    expect(tableComplaints(copy, ['src/web/gone.store.ts: runs'])).toEqual([
      'table-owners: "src/web/gone.store.ts: runs" is no exception any more: remove it',
    ]);
  });
});
