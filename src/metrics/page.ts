import { METRICS, type MetricRow } from './table.ts';

/** The page `docs/operations/metrics.md`, made from the table. */
export function metricsPage(): string {
  const rows = Object.entries(METRICS as Record<string, MetricRow>).map(
    ([name, { kind, unit, help, labels = {} }]) =>
      `| \`${name}\` | ${kind} | ${unit === '1' ? '–' : unit} | ${labelsOf(labels)} | ${help} |`,
  );
  return `${HEAD}\n${rows.join('\n')}\n${TAIL}`;
}

const labelsOf = (labels: NonNullable<MetricRow['labels']>) =>
  Object.entries(labels)
    .map(([label, values]) => `\`${label}\`: ${values.join(', ')}`)
    .join('; ') || '–';

const HEAD = `# Numbers for operators

<!-- Generated from the table in src/metrics/table.ts by \`npm run docs:metrics\`. -->

\`/metrics\` answers in the text format of Prometheus, and is never public:

| option | \`/metrics\` is at |
|---|---|
| \`METRICS_PORT\` | that port, for this process alone: a web or a worker. Keep it behind the firewall; with \`METRICS_TOKEN\` too it wants the token |
| \`METRICS_TOKEN\` | the web’s own port, for who sends \`Authorization: Bearer TOKEN\`. For anybody else there is no such page (404) |

Without either there is none. Of \`quarterly up\` the web has the port; its numbers of the installation are the same from every process, since they are the
database’s. Take \`quarterly_http_request_duration_seconds\` from the webs and \`quarterly_jobs_total\` from \`quarterly worker\` processes.

\`\`\`yaml
scrape_configs:
  - job_name: quarterly
    authorization: { credentials: TOKEN }
    static_configs: [{ targets: ["bulletin.example.org"] }]
    scheme: https
rule_files: [alert-rules.yml]
\`\`\`

[alert-rules.yml](alert-rules.yml) holds five rules. They say what [alarms](alarms.md) cannot, that nothing runs, and repeat what they do for whoever lives in Alertmanager.

| name | kind | unit | labels, with all values | what it is |
|---|---|---|---|---|`;

const TAIL = `
No label has an address, an edition or a path in it: as many series stand in a year as on the first day.

## Log lines

Each line that is logged while a request is answered has its \`requestId\`, and each that is logged by a job the job’s \`jobId\` and \`job\`. An \`X-Request-Id\` that a proxy
sends is taken when it is 8 to 64 letters, digits, \`.\`, \`_\` or \`-\`; else one is made. The answer carries it in \`X-Request-Id\`.
`;
