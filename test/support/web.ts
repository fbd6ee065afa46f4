import { afterAll } from 'vitest';
import { serveWeb, testKeys } from './serve-web.ts';

export { testKeys };

/** The whole web over real HTTP on a free port; closed when the test file ends. */
export async function servedWeb(...how: Parameters<typeof serveWeb>): Promise<string> {
  const { site, close } = await serveWeb(...how);
  afterAll(close);
  return site;
}
