#!/usr/bin/env node
// Runs the compiled command line; `npm ci` compiles it through the `prepare` script.
import { existsSync } from 'node:fs';

const cli = new URL('../dist/cli.js', import.meta.url);
if (!existsSync(cli)) {
  console.error('Quarterly is not built: run `npm ci` or `npm run build` in its folder first.');
  process.exit(1);
}
await import(cli.href);
