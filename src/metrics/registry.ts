import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { METRICS, type MetricName, type MetricRow } from './table.ts';

type Labels = Readonly<Record<string, string>>;

/** The numbers of one process, by the table: no other name can be set. */
export type MetricSet = {
  set(name: MetricName, value: number, labels?: Labels): void;
  add(name: MetricName, value: number, labels?: Labels): void;
  observe(name: MetricName, value: number, labels?: Labels): void;
  /** Forgets all values of a gauge: it is left out until it is set again. */
  clear(name: MetricName): void;
  /** In the text format of Prometheus. */
  text(): Promise<{ body: string; contentType: string }>;
};

export function metricSet(): MetricSet {
  const registry = new Registry();
  const all = new Map(
    Object.entries(METRICS as Record<string, MetricRow>).map(([name, row]) => [
      name,
      made(registry, name, row),
    ]),
  );
  const one = <K extends MetricRow['kind']>(name: MetricName, kind: K): Extract<Made, { kind: K }> => {
    const found = all.get(name);
    if (found?.kind !== kind) throw new Error(`${name} is no ${kind}`);
    return found as Extract<Made, { kind: K }>;
  };
  return {
    set: (name, value, labels = {}) => one(name, 'gauge').metric.set(labels, value),
    add: (name, value, labels = {}) => one(name, 'counter').metric.inc(labels, value),
    observe: (name, value, labels = {}) => one(name, 'histogram').metric.observe(labels, value),
    clear: (name) => forget(one(name, 'gauge').metric, name),
    text: async () => ({ body: await registry.metrics(), contentType: registry.contentType }),
  };
}

type Made =
  | { kind: 'gauge'; metric: Gauge }
  | { kind: 'counter'; metric: Counter }
  | { kind: 'histogram'; metric: Histogram };

function made(registry: Registry, name: string, { kind, unit, help, labels = {}, buckets }: MetricRow): Made {
  const about = {
    name,
    help: unit === '1' ? help : `${help} (${unit})`,
    labelNames: Object.keys(labels),
    registers: [registry],
  };
  if (kind === 'gauge') return { kind, metric: forget(new Gauge(about), name) };
  if (kind === 'counter') return { kind, metric: new Counter(about) };
  return { kind, metric: new Histogram({ ...about, ...(buckets ? { buckets: [...buckets] } : {}) }) };
}

/** The library says 0 of a gauge without labels that nobody has set; what is not known is left out. */
function forget(gauge: Gauge, name: string): Gauge {
  gauge.reset();
  if (!(METRICS as Record<string, MetricRow>)[name]?.labels) gauge.remove();
  return gauge;
}
