import { pino } from 'pino';
import { type Log, logIds } from '../core/index.ts';

/** Keys that must never reach a log, whoever logs them. */
const PRIVATE = ['email', 'address', 'to', 'token', 'password', 'secret', 'authorization', 'cookie'];

/** JSON lines on standard error, each with the id of the request or job that it belongs to: standard output belongs to the commands' own answers. */
export function createLog(level: string, role: string): Log {
  const redact = PRIVATE.flatMap((key) => [key, `*.${key}`]);
  return pino(
    { level, base: { role, pid: process.pid }, redact, mixin: () => ({ ...logIds() }) },
    pino.destination({ dest: 2, sync: true }),
  );
}
