import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { metricSet } from '../../src/metrics/index.ts';
import { metricsPage } from '../../src/metrics/page.ts';
import { METRICS, type MetricRow } from '../../src/metrics/table.ts';

const read = (name: string) =>
  readFileSync(new URL(`../../docs/operations/${name}`, import.meta.url), 'utf8');
const rows = Object.entries(METRICS as Record<string, MetricRow>);

test('docs/operations/metrics.md is what the table says', () => {
  expect(read('metrics.md')).toBe(metricsPage());
});

test('at most twenty names, each of ours, in base units, with labels that are bounded', () => {
  expect(rows.length).toBeLessThanOrEqual(20);
  for (const [name, { kind, unit, labels = {} }] of rows) {
    expect(name).toMatch(/^quarterly_[a-z]+(_[a-z]+)*$/);
    expect(name.endsWith('_total'), name).toBe(kind === 'counter');
    if (unit === 'seconds' || unit === 'bytes')
      expect(name.replace(/_total$/, ''), name).toMatch(new RegExp(`_${unit}$`));
    expect(name).not.toMatch(/milli|_ms|minutes|hours|megabytes|percent/);
    for (const values of Object.values(labels)) expect(values.length).toBeLessThanOrEqual(20);
  }
});

test('every row of the table is registered, and nothing else', async () => {
  const { body, contentType } = await metricSet().text();
  const types = [...body.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, kind]) => `${name} ${kind}`);
  expect(types.sort()).toEqual(rows.map(([name, { kind }]) => `${name} ${kind}`).sort());
  expect(contentType).toContain('text/plain; version=0.0.4');
});

const Rules = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z.string().regex(/^\d+m$/),
          labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
          annotations: z.strictObject({ summary: z.string() }),
        }),
      ),
    }),
  ),
});

test('five alert rules speak of names and labels that are in the table', () => {
  const rules = Rules.parse(parse(read('alert-rules.yml'))).groups.flatMap((group) => group.rules);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(5);
  for (const { expr, alert } of rules) {
    const named = [...expr.matchAll(/quarterly_\w+/g)].map(([name]) =>
      name.replace(/_(count|sum|bucket)$/, ''),
    );
    expect(named.length, alert).toBeGreaterThan(0);
    for (const name of named) expect(Object.keys(METRICS), alert).toContain(name);
    for (const [, name = '', label = '', value = ''] of expr.matchAll(
      /(quarterly_\w+)\{(\w+)="([^"]+)"\}/g,
    )) {
      const row = (METRICS as Record<string, MetricRow>)[name.replace(/_(count|sum|bucket)$/, '')];
      expect(row?.labels?.[label], `${alert}: ${label}`).toContain(value);
    }
    const [, by] = /by \((\w+)\)/.exec(expr) ?? [];
    if (by)
      expect(named.some((name) => by in ((METRICS as Record<string, MetricRow>)[name]?.labels ?? {}))).toBe(
        true,
      );
    // Brackets and quotes are closed.
    for (const [open, close] of ['()', '{}', '[]'])
      expect(expr.split(open ?? '').length).toBe(expr.split(close ?? '').length);
  }
});
