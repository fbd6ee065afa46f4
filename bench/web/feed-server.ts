// Serves our web and a bare 304 handler from one process, on two ports; says its processor time when asked.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { publishedWeb } from './published.ts';

const { web, close } = await publishedWeb();
const bare = new Hono();
bare.get('*', (c) => c.body(null, 304, { ETag: '"bare"' }));

async function port(fetch: Hono['fetch']): Promise<number> {
  const server = createServer(getRequestListener(fetch));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

process.on('message', async (asked) => {
  if (asked === 'time') {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
    return;
  }
  await close();
  process.exit(0);
});
process.send?.({ ours: await port(web.fetch), bare: await port(bare.fetch) });
