import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '../compose/app.ts';
import type { ProcessMetrics } from '../compose/metrics.ts';
import { paths } from '../core/index.ts';
import { isBearer } from '../metrics/index.ts';

/**
 * Answers `/metrics` on `METRICS_PORT`, where one is set. A port that cannot be had is said and no reason to stop: two workers of one
 * machine share their environment.
 */
export async function serveMetrics(
  { config: { metricsPort, metricsToken, host }, log }: Pick<App, 'config' | 'log'>,
  metrics: ProcessMetrics,
): Promise<{ close(): void }> {
  if (metricsPort === undefined) return { close: () => {} };
  const server = createServer(async (request, answer) => {
    const asks = request.method === 'GET' && request.url?.split('?')[0] === paths.metrics();
    if (!asks || (metricsToken !== undefined && !isBearer(request.headers.authorization, metricsToken))) {
      answer.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
      return;
    }
    const { body, contentType } = await metrics.page();
    answer.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
  });
  await new Promise<void>((settled) => {
    server.once('listening', () => {
      log.info({ port: (server.address() as AddressInfo).port }, 'numbers for operators at /metrics');
      settled();
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      log.error(
        { port: metricsPort, code: error.code },
        'METRICS_PORT cannot be had: no numbers from this process',
      );
      settled();
    });
    server.listen(metricsPort, host);
  });
  return {
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
