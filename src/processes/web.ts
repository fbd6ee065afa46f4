import type { AddressInfo } from 'node:net';
import { configuredSns } from '../adapters/sns/index.ts';
import { keepAlarms } from '../compose/alarms.ts';
import type { App } from '../compose/app.ts';
import { calendarDeps } from '../compose/calendar.ts';
import { elsewhere } from '../compose/elsewhere.ts';
import { flowsPort } from '../compose/flows-port.ts';
import { openJournal } from '../compose/journal.ts';
import { processMetrics } from '../compose/metrics.ts';
import { shownOptions } from '../compose/shown-options.ts';
import { SIMULATOR_URL } from '../compose/simulator.ts';
import { type EditionNumber, fault, sentenceOf } from '../core/index.ts';
import { interruptLeases } from '../delivery/index.ts';
import { readSetting, startPresence, verifiedCertificates } from '../settings/index.ts';
import { createWeb, webServer } from '../web/index.ts';
import { serveMetrics } from './metrics-port.ts';

export type Served = { url: string; port: number; close(): Promise<void> };

/**
 * Serves every page of the installation; of the edition `draft` its draft.
 * @throws Fault `unavailable` when the port cannot be had.
 */
export function serveWeb(app: App, { draft }: { draft?: EditionNumber } = {}): Promise<Served> {
  const { port, host } = app.config;
  const sns = configuredSns(app.config, app.clock, {
    findSimulator: () => readSetting(app.db, SIMULATOR_URL),
    memory: verifiedCertificates(app.db),
  });
  const journal = openJournal(app, { joins: false });
  const metrics = processMetrics(app, 'web');
  return new Promise((done, failed) => {
    const server = webServer(
      createWeb({
        ...app,
        theme: app.rendering.theme,
        elsewhere,
        interruptSending: interruptLeases,
        sns,
        flows: flowsPort(app),
        calendar: calendarDeps(app),
        afterChange: journal.flush,
        options: shownOptions(app.config),
        metrics,
        ...(draft === undefined ? {} : { draft }),
      }),
    );
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'another program uses it' : sentenceOf(error);
      failed(
        fault(
          'unavailable',
          `The web cannot listen on port ${port}: ${why}. Set PORT to another, or stop that program.`,
        ),
      );
    });
    server.once('listening', () => {
      const { port: bound } = server.address() as AddressInfo;
      // A preview of a draft is no process of the installation.
      const presence =
        draft === undefined ? startPresence(app.db, { role: 'web', sending: app.config.sending }) : undefined;
      const numbers = draft === undefined ? serveMetrics(app, metrics) : undefined;
      const alarms = draft === undefined ? keepAlarms(app) : undefined;
      const close = async () => {
        (await numbers)?.close();
        await alarms?.stop();
        const closing = new Promise<void>((closed) => {
          server.close(() => void journal.close().then(closed));
          setTimeout(() => server.closeAllConnections(), 2_000).unref();
          server.closeIdleConnections();
        });
        await (await presence)?.stop();
        await closing;
      };
      done({ url: `http://localhost:${bound}`, port: bound, close });
    });
    server.listen(port, host);
  });
}
