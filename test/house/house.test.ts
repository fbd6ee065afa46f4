import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaints, type Look, lookAtHouse } from '../../scripts/house.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A file that breaks one rule: the rule's name, where the file lies, what it imports. */
const BROKEN: [rule: string, file: string, imported: string][] = [
  ['core', 'src/core/bad.ts', '../jobs/index.ts'],
  ['jobs', 'src/jobs/bad.ts', '../flows/index.ts'],
  ['articles', 'src/articles/bad.ts', '../editions/index.ts'],
  ['editions', 'src/editions/bad.ts', '../rendering/index.ts'],
  ['rendering', 'src/rendering/bad.ts', '../publishing/index.ts'],
  ['delivery', 'src/delivery/bad.ts', '../flows/index.ts'],
  ['publishing', 'src/publishing/bad.ts', '../../subscribers/index.ts'],
  ['flows', 'src/flows/bad.ts', '../editions/index.ts'],
  ['subscribers', 'subscribers/bad.ts', '../src/articles/index.ts'],
  ['templates', 'templates/bad.ts', '../subscribers/index.ts'],
  ['simulator', 'src/simulator/bad.ts', '../jobs/index.ts'],
  ['adapters', 'src/adapters/bad.ts', '../editions/index.ts'],
  ['web', 'src/web/bad.ts', '../flows/store.ts'],
  ['commands', 'src/commands/bad.ts', '../adapters/postgres/database.ts'],
  ['usage-loads-no-room', 'src/commands/bad.usage.ts', '../articles/index.ts'],
  ['processors', 'workers/bad.ts', '../src/adapters/postgres/database.ts'],
  ['only-entry-points-compose', 'src/web/bad-app.ts', '../compose/app.ts'],
  ['nobody-imports-workers', 'src/web/bad-worker.ts', '../../workers/bad.ts'],
  ['no-test-code-in-the-house', 'src/web/bad-test.ts', '../../test/support/until.ts'],
  ['sql-in-stores', 'src/web/bad-sql.ts', 'kysely'],
  ['sql-in-stores', 'workers/bad-sql.ts', 'pg'],
  ['bullmq-at-the-edge', 'src/flows/bad-queue.ts', 'bullmq'],
  ['ses-at-the-edge', 'src/delivery/bad-ses.ts', '@aws-sdk/client-ses'],
  ['mjml-in-rendering', 'src/delivery/bad-mjml.ts', 'mjml'],
  ['hono-in-web-and-templates', 'src/editions/bad-web.ts', 'hono'],
  ['resolvable', 'src/core/bad-name.ts', './there-is-no-such-file.ts'],
];

const CIRCLE: typeof BROKEN = [
  ['no-circles', 'src/core/bad-circle.ts', './bad-circle-too.ts'],
  ['no-circles', 'src/core/bad-circle-too.ts', './bad-circle.ts'],
];

describe('the house rule', () => {
  test('holds in this house, and the look saw the house', async () => {
    const look = await lookAtHouse(ROOT);
    expect(complaints(look)).toEqual([]);
    expect(look.modules).toBeGreaterThan(50);
  });

  test('a look that saw nothing is a complaint, not a clean bill', () => {
    expect(complaints({ modules: 0, violations: [] })).toEqual([
      'only 0 modules were seen: nothing was checked',
    ]);
  });
});

describe('a bad import', () => {
  let copy: string;
  let look: Look;

  beforeAll(async () => {
    copy = mkdtempSync(join(tmpdir(), 'quarterly-house-'));
    for (const folder of ['src', 'workers', 'templates', 'subscribers']) {
      mkdirSync(join(copy, folder), { recursive: true });
      if (existsSync(join(ROOT, folder))) cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
    }
    cpSync(join(ROOT, 'test/support'), join(copy, 'test/support'), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    for (const [, file, imported] of [...BROKEN, ...CIRCLE]) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), `export * from '${imported}';\n`);
    }
    look = await lookAtHouse(copy);
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test.each(BROKEN)('%s: %s may not import %s', (rule, file) => {
    expect(look.violations.filter(({ from }) => from === file).map((found) => found.rule.name)).toContain(
      rule,
    );
    expect(complaints(look).filter((line) => line.startsWith(`${rule}: ${file} → `))).toHaveLength(1);
  });

  test('no-circles: two files may not import each other', () => {
    expect(complaints(look).filter((line) => /^no-circles: .*bad-circle/.test(line)).length).toBeGreaterThan(
      0,
    );
  });
});
