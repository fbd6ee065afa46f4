export { isBearer } from './bearer.ts';
export { forgetLook, type MetricLook, putLooked } from './collect.ts';
export { type MetricSet, metricSet } from './registry.ts';
export { readMetricState } from './state.store.ts';
