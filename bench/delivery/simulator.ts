import { startSimulator } from '../../src/simulator/index.ts';

const latencyMs = Number(process.argv[2] ?? 0);
const limits = { maxSendRate: Number(process.argv[3] ?? -1), max24HourSend: -1 };
const { url } = await startSimulator({ ...limits, latencyMs, keep: 'count', hash: false });
process.send?.(url);
