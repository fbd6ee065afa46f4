/** Calls by action and refusals by code, and the most `GetSendQuota` calls in any sliding second (SES allows 1). */
export function createCounters() {
  let calls: Record<string, number> = {};
  let refusals: Record<string, number> = {};
  let recent: number[] = [];
  let peakQuotaCalls = 0;

  return {
    call(action: string, now: number) {
      calls[action] = (calls[action] ?? 0) + 1;
      if (action !== 'GetSendQuota') return;
      recent = [...recent.filter((at) => at > now - 1_000), now];
      peakQuotaCalls = Math.max(peakQuotaCalls, recent.length);
    },
    /** `code` is Amazon's, or `reset` or `hang`. */
    refuse(code: string) {
      refusals[code] = (refusals[code] ?? 0) + 1;
    },
    clear() {
      calls = {};
      refusals = {};
      recent = [];
      peakQuotaCalls = 0;
    },
    report: () => ({
      calls: { ...calls },
      refusals: { ...refusals },
      peakQuotaCallsPerSecond: peakQuotaCalls,
    }),
  };
}
