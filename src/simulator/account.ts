import { createHash } from 'node:crypto';
import { z } from 'zod';

const reasons = z.array(z.enum(['BOUNCE', 'COMPLAINT']));

/** What the account says of itself when it is asked, apart from its quota. Changed by `POST /_control/account`. */
export const accountSchema = z.strictObject({
  sendingEnabled: z.boolean(),
  production: z.boolean(),
  enforcement: z.enum(['HEALTHY', 'PROBATION', 'SHUTDOWN']),
  suppressed: reasons,
  identity: z.strictObject({
    verified: z.boolean(),
    dkim: z.enum(['PENDING', 'SUCCESS', 'FAILED', 'TEMPORARY_FAILURE', 'NOT_STARTED']),
    signing: z.boolean(),
    /** Left of the domain; empty = it has no custom MAIL FROM domain. */
    mailFrom: z.string(),
    mailFromStatus: z.enum(['PENDING', 'SUCCESS', 'FAILED', 'TEMPORARY_FAILURE']),
  }),
  set: z.strictObject({ sendingEnabled: z.boolean(), suppressed: reasons.nullable() }),
  destinations: z.array(
    z.strictObject({
      name: z.string(),
      enabled: z.boolean(),
      types: z.array(z.string()),
      /** Unset: the simulator's own topic; null = it leads to no topic. */
      topic: z.string().nullish(),
    }),
  ),
  /** Unset: where events are posted, confirmed. */
  subscriptions: z.array(z.strictObject({ endpoint: z.string(), confirmed: z.boolean() })).optional(),
});
export type AccountState = z.output<typeof accountSchema>;
const { identity, set } = accountSchema.shape;
/** Part of it; what stands deeper is given as a part too. */
export const accountChanges = accountSchema
  .extend({ identity: identity.partial(), set: set.partial() })
  .partial();
export type AccountChanges = z.output<typeof accountChanges>;

const HEALTHY: AccountState = {
  sendingEnabled: true,
  production: true,
  enforcement: 'HEALTHY',
  suppressed: ['BOUNCE', 'COMPLAINT'],
  identity: {
    verified: true,
    dkim: 'SUCCESS',
    signing: true,
    mailFrom: 'bounce',
    mailFromStatus: 'SUCCESS',
  },
  set: { sendingEnabled: true, suppressed: null },
  destinations: [
    {
      name: 'quarterly',
      enabled: true,
      types: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'RENDERING_FAILURE', 'DELIVERY_DELAY'],
    },
  ],
};

/** An account in good order, until it is changed. */
export function createAccount() {
  let state = HEALTHY;
  return {
    now: () => state,
    change(changed: AccountChanges) {
      state = {
        ...state,
        ...(changed as Partial<AccountState>),
        identity: { ...state.identity, ...changed.identity },
        set: { ...state.set, ...changed.set },
      } as AccountState;
    },
    restore() {
      state = HEALTHY;
    },
  };
}

/** The three names that Easy DKIM has published for a domain; the same for the same domain. */
export const dkimTokens = (domain: string): string[] =>
  [1, 2, 3].map((nth) => createHash('sha256').update(`${nth} ${domain}`).digest('hex').slice(0, 32));
