import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { EXCEPTIONS, OWNERS } from './table-owners.ts';

/** A statement that writes a table. `table` is undefined where the name is not written out, so that nobody can tell. */
export type TableWrite = { file: string; line: number; table: string | undefined };

const BUILDERS = new Set(['insertInto', 'replaceInto', 'updateTable', 'deleteFrom', 'mergeInto']);
/** A name, `?` for one that is put in; what lies in `pg_temp` is the session's own. */
const NAME = /(?!"?pg_temp\b)(?:"?public"?\.)?"?(\?|[a-z_][a-z0-9_]*)"?/.source;
/** PostgreSQL's statements that write; UPDATE only with its SET, since FOR UPDATE and ON CONFLICT DO UPDATE name no table. */
const STATEMENTS = [
  `INSERT\\s+INTO\\s+${NAME}`,
  `MERGE\\s+INTO\\s+(?:ONLY\\s+)?${NAME}`,
  `DELETE\\s+FROM\\s+(?:ONLY\\s+)?${NAME}`,
  `TRUNCATE\\s+(?:TABLE\\s+)?(?:ONLY\\s+)?${NAME}`,
  `COPY\\s+${NAME}[^;]*?\\bFROM\\b`,
  `(?<!\\bDO\\s)(?<!\\bFOR\\s)UPDATE\\s+(?:ONLY\\s+)?${NAME}\\s+(?:(?:AS\\s+)?[a-z_]+\\s+)?SET\\b`,
].map((source) => new RegExp(source, 'gi'));

/** Where our own statements stand. Migrations write what they like: they are the history of the tables, not their use. */
const HOUSE = ['src', 'workers', 'templates', 'subscribers'];
const MIGRATIONS = 'src/adapters/postgres/migrations/';
/** A restore puts every table back as it was, and decides nothing of what stands in it. */
const RESTORE = 'src/backup/';

/** One line for each write by another folder than the owner's, and for each exception that is none any more. */
export function tableComplaints(root: string, exceptions: readonly string[] = EXCEPTIONS): string[] {
  const writes = tableWrites(root, HOUSE).filter(
    ({ file }) => !file.startsWith(MIGRATIONS) && !file.startsWith(RESTORE),
  );
  const foreign = writes.filter(({ file, table }) => table === undefined || !isOwn(file, table));
  const known = foreign.map(({ file, table }) => `${file}: ${table}`);
  const complaints = foreign
    .filter(({ file, table }) => !exceptions.includes(`${file}: ${table}`))
    .map(({ file, line, table }) => `table-owners: ${file}:${line} ${saying(table)}`);
  const stale = exceptions.filter((exception) => !known.includes(exception));
  return [
    ...complaints,
    ...stale.map((exception) => `table-owners: "${exception}" is no exception any more: remove it`),
  ];
}

const isOwn = (file: string, table: string) => {
  const owner = ownerOf(table);
  return owner === undefined || file.startsWith(`${owner}/`);
};

const ownerOf = (table: string) => (OWNERS as Readonly<Record<string, string>>)[table];

const saying = (table: string | undefined) =>
  table === undefined
    ? 'writes a table whose name is not written out: nobody can tell whose it is'
    : `writes ${table}, which ${ownerOf(table)} owns: ask that room`;

/** Every write that the sources under the folders of `root` hold, by Kysely's builder or in SQL as text. */
export function tableWrites(root: string, folders: readonly string[]): TableWrite[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => writesIn(file, readFileSync(join(root, file), 'utf8')));
}

function writesIn(file: string, text: string): TableWrite[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: TableWrite[] = [];
  const visit = (node: ts.Node): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    for (const table of [...builderWrites(node), ...sqlWrites(node)]) found.push({ file, line, table });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function builderWrites(node: ts.Node): (string | undefined)[] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  if (!BUILDERS.has(node.expression.name.text)) return [];
  const [table] = node.arguments;
  return [table && ts.isStringLiteralLike(table) ? table.text.split(/\s+as\s+/i)[0] : undefined];
}

function sqlWrites(node: ts.Node): (string | undefined)[] {
  const sql = sqlText(node);
  if (sql === undefined) return [];
  return STATEMENTS.flatMap((statement) =>
    [...sql.matchAll(statement)].map(([, table]) => (table === '?' ? undefined : table?.toLowerCase())),
  );
}

/** The text of a string or template, with `?` for what is put into it. */
function sqlText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `?${literal.text}`).join('');
}
