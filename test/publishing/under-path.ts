import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/**
 * A reverse proxy in front of the web at `behind`, as an operator would have for a site under a path: what is outside
 * the path is somebody else's site and answers 404. It hands on the whole path, or strips it.
 */
export async function proxyUnder(path: string, behind: string, { strips }: { strips: boolean }) {
  const server = createServer((incoming, outgoing) => {
    const asked = incoming.url ?? '/';
    if (asked !== path && !asked.startsWith(`${path}/`)) {
      outgoing.writeHead(404).end('another site');
      return;
    }
    const target = new URL(`${behind}${strips ? asked.slice(path.length) || '/' : asked}`);
    const onward = request(target, { method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ATTRIBUTE = /\s(?:href|src|action|content|xmlUrl|htmlUrl|url|domain|scheme)="([^"]+)"/g;
const ELEMENT = />\s*(https?:\/\/[^<\s]+)\s*</g;
const STRING = /"(https?:\/\/[^"]+)"/g;
const SRCSET = /\ssrcset="([^"]+)"/g;

const withoutEntities = (text: string) =>
  text.replaceAll('&#38;', '&').replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");

/** Every address that a page, a feed, a list or a stylesheet names, as it would be followed. */
export function addressesIn(source: string): string[] {
  // HTML within JSON.
  const text = source.replaceAll('\\"', '"');
  const plain = [...text.matchAll(ATTRIBUTE), ...text.matchAll(ELEMENT), ...text.matchAll(STRING)];
  const sets = [...text.matchAll(SRCSET)].flatMap(([, set = '']) =>
    set.split(',').map((one) => one.trim().split(/\s+/)[0] ?? ''),
  );
  return [...plain.map(([, address = '']) => address), ...sets]
    .map((address) => withoutEntities(address).trim())
    .filter((address) => /^(?:https?:|\/|\?)/.test(address));
}
