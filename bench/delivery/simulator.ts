import { startSimulator } from '../../src/simulator/index.ts';

const latencyMs = Number(process.argv[2] ?? 0);
// With `measure` it refuses nothing, so that what a sender would have done shows in its peak.
const enforce = process.argv[4] !== 'measure';
const limits = { maxSendRate: Number(process.argv[3] ?? -1), max24HourSend: -1, enforce };
const { url } = await startSimulator({ ...limits, latencyMs, keep: 'count', hash: false });
process.send?.(url);
