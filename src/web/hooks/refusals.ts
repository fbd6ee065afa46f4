import type { Fault, Log } from '../../core/index.ts';

const A_MINUTE_MS = 60_000;
/** Reasons may quote what a network says: no more of them than this are told apart. */
const MOST_KINDS = 20;

/**
 * Says the first refusal at once and those after it by their number, once a minute: anybody can post to the hook, and must
 * not be able to fill the disk with our log.
 */
export function countedRefusals(log: Log, everyMs = A_MINUTE_MS) {
  const counts = new Map<string, { code: string; reason: string; count: number }>();
  let open = false;

  function say(): void {
    open = counts.size > 0;
    for (const refused of counts.values()) log.warn(refused, 'refused SNS messages');
    counts.clear();
    if (open) setTimeout(say, everyMs).unref();
  }

  return {
    note({ code, message }: Fault): void {
      const reason = counts.has(message) || counts.size < MOST_KINDS ? message : 'other reasons';
      const { count = 0 } = counts.get(reason) ?? {};
      counts.set(reason, { code, reason, count: count + 1 });
      if (!open) say();
    },
  };
}
