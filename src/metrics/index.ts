export { isBearer } from './bearer.ts';
export { type Looked, leaveOut, putLooked } from './collect.ts';
export { type MetricSet, metricSet } from './registry.ts';
export { readStanding } from './state.store.ts';
