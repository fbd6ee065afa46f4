import { setTimeout as delay } from 'node:timers/promises';

/** Waits until a host may be asked again; one caller at a time for each. */
export type HostTurns = (host: string, signal: AbortSignal) => Promise<void>;

/** Lets `everyMs` pass between two requests to one host, whoever asks. */
export function hostTurns(everyMs: number): HostTurns {
  const next = new Map<string, number>();
  return async (host, signal) => {
    const now = performance.now();
    for (const [one, at] of next) if (at <= now) next.delete(one);
    const at = Math.max(now, next.get(host) ?? 0);
    next.set(host, at + everyMs);
    if (at > now) await delay(at - now, undefined, { signal });
  };
}
