import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { webServer } from '../../src/web/index.ts';
import { longEdition } from './long-edition.ts';
import { publishedWeb } from './published.ts';

/** A web in a process of its own, so that its CPU and memory can be told from its clients'. Started with `fork`. */
const dir = longEdition();
const { web, close } = await publishedWeb([dir]);
const server = webServer(web);
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

process.on('message', async (asked) => {
  if (asked === 'usage') process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() });
  if (asked !== 'end') return;
  server.close();
  server.closeAllConnections();
  await close();
  rmSync(dir, { recursive: true, force: true });
  process.disconnect();
});
process.send?.({ port: (server.address() as AddressInfo).port });
