import { z } from 'zod';
import { addressPattern, chance } from './chance.ts';

export const faultKinds = [
  'throttle',
  'daily-quota',
  'reject',
  'mail-from-domain-not-verified',
  'configuration-set-does-not-exist',
  'configuration-set-sending-paused',
  'account-sending-paused',
  'invalid-parameter',
  'access-denied',
  'server-error',
  'reset',
  'accept-then-reset',
  'accept-then-cut',
  'accept-then-server-error',
  'hang',
  'accept-then-hang',
  'slow',
  'accept-then-slow',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/**
 * One scripted fault. It looks at the calls that match `action` and `address`, counts them from 1,
 * and strikes when every condition given holds; a rule with no condition always strikes.
 */
export const faultRuleSchema = z.strictObject({
  kind: z.enum(faultKinds),
  action: z.string().default('SendRawEmail'),
  /** Address of a recipient, `*` for any run of characters. */
  address: z.string().optional(),
  /** Exactly these calls. */
  nth: z.union([z.number().int(), z.array(z.number().int())]).optional(),
  every: z.number().int().min(1).optional(),
  /** Only calls later than this one. */
  after: z.number().int().min(0).optional(),
  /** Only calls up to this one. */
  until: z.number().int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().default(1),
  /** Strikes at most so often. */
  times: z.number().int().min(1).optional(),
  /** HTTP status of `server-error`. */
  status: z.number().int().min(500).max(599).default(500),
  /** Duration of `slow`. */
  ms: z.number().min(0).default(1_000),
  /** Replaces the message SES would give. */
  message: z.string().optional(),
});
export type FaultRule = z.input<typeof faultRuleSchema>;
export type ResolvedFault = z.output<typeof faultRuleSchema>;

type Call = { action: string; destinations: readonly string[] };

function armed(rule: ResolvedFault) {
  const next = chance(rule.seed);
  const address = rule.address === undefined ? undefined : addressPattern(rule.address);
  const nth = rule.nth === undefined ? undefined : new Set([rule.nth].flat());
  let seen = 0;
  let struck = 0;

  const due = () =>
    (nth?.has(seen) ?? true) &&
    (rule.every === undefined || seen % rule.every === 0) &&
    seen > (rule.after ?? 0) &&
    seen <= (rule.until ?? Number.POSITIVE_INFINITY) &&
    (rule.probability === undefined || next() < rule.probability) &&
    struck < (rule.times ?? Number.POSITIVE_INFINITY);

  return {
    strikes(call: Call) {
      if (rule.action !== '*' && rule.action !== call.action) return false;
      if (address && !call.destinations.some((destination) => address.test(destination))) return false;
      seen += 1;
      if (!due()) return false;
      struck += 1;
      return true;
    },
    report: () => ({ ...rule, seen, struck }),
    rule,
  };
}

/** The script of faults; the first rule that strikes decides, and later rules do not count that call. */
export function createFaults(rules: readonly FaultRule[] = []) {
  let script = rules.map((rule) => armed(faultRuleSchema.parse(rule)));
  return {
    strike: (call: Call): ResolvedFault | undefined => script.find((one) => one.strikes(call))?.rule,
    set(changed: readonly FaultRule[]) {
      script = changed.map((rule) => armed(faultRuleSchema.parse(rule)));
    },
    report: () => script.map((one) => one.report()),
  };
}
export type Faults = ReturnType<typeof createFaults>;
