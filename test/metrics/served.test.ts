import { expect, test } from 'vitest';
import { raiseAlarm } from '../../src/alarms/index.ts';
import { processMetrics } from '../../src/compose/metrics.ts';
import { METRICS, type MetricRow } from '../../src/metrics/table.ts';
import { serveMetrics } from '../../src/processes/metrics-port.ts';
import { openRun } from '../delivery/support/edition.ts';
import { openAlarms } from '../support/alarms.ts';
import { insertEdition } from '../support/edition.ts';
import { servedWeb } from '../support/web.ts';

const TOKEN = 'a-token-of-the-numbers-24-or-more';

async function house(env: Record<string, string> = {}) {
  const { app, clock } = await openAlarms(env);
  return { app, clock, metrics: processMetrics(app, 'web') };
}
const asked = (url: string, authorization?: string) =>
  fetch(`${url}/metrics`, authorization === undefined ? {} : { headers: { authorization } });

test('on the web’s own port only whoever has the token finds it; without one nobody does', async () => {
  const { app, clock, metrics } = await house();
  const serve = (metricsToken?: string) =>
    servedWeb({ db: app.db, clock, metrics }, metricsToken === undefined ? {} : { metricsToken });
  const site = await serve(TOKEN);
  for (const wrong of [
    undefined,
    '',
    'Bearer',
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.slice(1)}`,
    `Basic ${TOKEN}`,
    TOKEN,
  ])
    expect((await asked(site, wrong)).status, wrong).toBe(404);
  const answer = await asked(site, `Bearer ${TOKEN}`);
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    expect.stringContaining('text/plain'),
    'no-store',
  ]);
  const text = await answer.text();
  expect(text).toContain('quarterly_database_up 1\n');
  expect(text).toMatch(/quarterly_http_request_duration_seconds_count\{method="GET",status="4xx"\} 7\n/);
  const closed = await serve();
  expect((await asked(closed, `Bearer ${TOKEN}`)).status).toBe(404);
  expect((await asked(closed, 'Bearer undefined')).status).toBe(404);
});

/** Name, labels and value of each line. */
const lines = (text: string) =>
  [...text.matchAll(/^(\w+)(?:\{([^}]*)\})? (\S+)$/gm)].map(([, name = '', labels = '', value]) => ({
    name,
    labels,
    value,
  }));

test('what happens is in the numbers, and no label has a value that the table does not name', async () => {
  const { app, clock, metrics } = await house();
  await raiseAlarm(app, { cause: 'finding', key: 'x', params: { what: 'x', mend: 'y' }, since: clock.now() });
  const edition = await insertEdition(app.db, 1);
  await openRun(app.db, edition);
  metrics.requestEnded('PROPFIND', 404, 0.2);
  metrics.jobEnded('flow', 'failed');
  const { body } = await metrics.page();
  expect(body).toContain('quarterly_alarms_firing{cause="finding"} 1\n');
  expect(body).toContain('quarterly_alarms_firing{cause="ses-away"} 0\n');
  expect(body).toContain('quarterly_runs{flow="edition",state="running"} 1\n');
  expect(body).toContain('quarterly_jobs_total{queue="flow",outcome="failed"} 1\n');
  expect(body).toContain(
    'quarterly_http_request_duration_seconds_bucket{le="0.5",method="other",status="4xx"} 1\n',
  );
  for (const { name, labels } of lines(body)) {
    const row = (METRICS as Record<string, MetricRow>)[name.replace(/_(count|sum|bucket)$/, '')];
    for (const [, label = '', value = ''] of labels.matchAll(/(\w+)="([^"]*)"/g))
      if (label !== 'le' && label !== 'version')
        expect(row?.labels?.[label], `${name} ${label}`).toContain(value);
  }
});

test('a database that is away is a number, and what it said before is left out', async () => {
  const { app, metrics } = await house();
  expect((await metrics.page()).body).toMatch(/^quarterly_workers 0$/m);
  await app.close();
  const { body } = await metrics.page();
  expect(body).toMatch(/^quarterly_database_up 0$/m);
  expect(body).toContain('quarterly_build_info{role="web"');
  expect(body).not.toMatch(/^quarterly_workers /m);
});

test('METRICS_PORT is a port for this process alone, and wants the token where there is one', async () => {
  const said: Record<string, unknown>[] = [];
  const log = {
    info: (fields: Record<string, unknown>) => void said.push(fields),
    warn: () => {},
    error: () => {},
  };
  const open = async (env: Record<string, string>) => {
    const { app, metrics } = await house({ METRICS_PORT: '0', HOST: '127.0.0.1', ...env });
    const server = await serveMetrics({ config: app.config, log }, metrics);
    return { url: `http://127.0.0.1:${said.at(-1)?.port}`, server };
  };
  const plain = await open({});
  expect((await asked(plain.url)).status).toBe(200);
  expect((await fetch(`${plain.url}/`)).status).toBe(404);
  expect((await fetch(`${plain.url}/metrics`, { method: 'POST' })).status).toBe(404);
  plain.server.close();
  const closed = await open({ METRICS_TOKEN: TOKEN });
  expect((await asked(closed.url)).status).toBe(404);
  expect((await asked(closed.url, `Bearer ${TOKEN}`)).status).toBe(200);
  closed.server.close();
});
