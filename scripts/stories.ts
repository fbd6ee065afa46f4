import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { buildStorybook } from './storybook/build.ts';

// `npm run stories` builds the storybook and serves it until Ctrl-C; `-- --once` leaves when it is written;
// `-- --out DIR` writes it elsewhere than .stories; `-- --port 4000` serves it there.
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(import.meta.dirname, '../.stories') },
    port: { type: 'string', default: '0' },
    once: { type: 'boolean', default: false },
  },
});
const out = path.resolve(values.out);
if (existsSync(out) && !existsSync(path.join(out, 'index.html'))) {
  throw new Error(
    `${out} is there already and is no storybook: it would be overwritten. Name another folder.`,
  );
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
};

const count = await buildStorybook(out);
console.log(`${count} stories are in ${out}: open index.html there.`);
if (!values.once) {
  const app = new Hono();
  app.get('*', async (c) => {
    const file = path.join(out, path.normalize(c.req.path === '/' ? '/index.html' : c.req.path));
    if (!file.startsWith(out) || !existsSync(file)) return c.text('There is no such story.', 404);
    return c.body(await readFile(file), 200, { 'Content-Type': types[path.extname(file)] ?? 'text/plain' });
  });
  serve({ fetch: app.fetch, port: Number(values.port), hostname: '127.0.0.1' }, ({ port }) =>
    console.log(`They are served at http://127.0.0.1:${port}/ until Ctrl-C.`),
  );
}
