import { z } from 'zod';
import { polledFeeds } from './feeds-flow.ts';
import { defineFlow } from './flow.ts';

const MINUTE_MS = 60_000;
const BACK_OFF = { firstMs: 2_000, longestMs: 15_000 };
const SHORT = { patience: { tries: 3 }, backOff: BACK_OFF };
/** A store that restarts, a full disk, an upgrade: none of these ends a run that nobody is watching at night. */
const PATIENT = { patience: { forMs: 15 * MINUTE_MS }, backOff: BACK_OFF };

const count = z.int().nonnegative();
const counts = z.record(z.string(), count);
const hash = z.string();
/** The edition as it is when the action begins. */
const inputs = z.strictObject({ edition: z.int(), state: z.string(), title: z.string(), cover: z.string() });

const checked = z.strictObject({
  findings: z.array(
    z.strictObject({ level: z.enum(['error', 'warning', 'advice']), where: z.string(), message: z.string() }),
  ),
  variants: count,
  /** Of the largest variant's HTML, bytes. */
  largest: count,
});

/** Where the deliveries stand; see `DeliveryReport` of the delivery. */
const report = {
  edition: z.int(),
  planned: count,
  states: counts,
  sent: count,
  through: counts,
  open: count,
  unknown: count,
  skippedBy: counts,
  rejectedBy: counts,
  ramp: z.strictObject({ wave: count, waves: count, opensAt: z.date().optional() }).optional(),
  heldUntil: z.date().optional(),
  evidence: z
    .strictObject({
      notTaken: count,
      neighbours: count,
      withSend: count,
      windowMinutes: z.number(),
      held: counts,
    })
    .optional(),
  folded: z.strictObject({ mails: count, before: z.date() }).optional(),
  done: z.boolean(),
};
const outage = z.strictObject({
  since: z.date(),
  tries: count,
  reason: z.string(),
  nextTryAt: z.date().optional(),
  endedAt: z.date().optional(),
});
const sent = z.strictObject({
  ...report,
  note: z.string().optional(),
  outages: z.strictObject({ present: outage.optional(), past: z.array(outage) }).optional(),
  hindrances: z.array(z.strictObject({ kind: z.string(), reason: z.string(), since: z.date() })).optional(),
});

/** From the slot, or `edition send`, to the report. */
export const editionFlow = defineFlow({
  name: 'edition',
  title: 'the edition',
  trigger: { option: 'CADENCE' },
  actions: [
    { name: 'collect', ...SHORT, timeLimitMs: 15 * MINUTE_MS, inputs, outputs: polledFeeds },
    {
      name: 'assemble',
      ...SHORT,
      timeLimitMs: 5 * MINUTE_MS,
      inputs,
      outputs: z.strictObject({
        edition: z.int(),
        sections: count,
        articles: count,
        collected: z.array(z.int()),
        released: z.array(z.int()),
      }),
    },
    { name: 'check', ...SHORT, timeLimitMs: 10 * MINUTE_MS, inputs, outputs: checked },
    {
      name: 'render',
      ...PATIENT,
      timeLimitMs: 10 * MINUTE_MS,
      inputs,
      /** `mail`: of what is put before the approver; `hash`: of what is approved. */
      outputs: z.strictObject({
        mail: hash.optional(),
        hash: hash.optional(),
        sections: z.array(z.string()),
        articles: count,
      }),
    },
    {
      name: 'approve',
      ...SHORT,
      timeLimitMs: 10 * MINUTE_MS,
      inputs,
      outputs: z.strictObject({ by: z.string(), hash: hash.optional() }),
    },
    /** Looks at the senders until every recipient is accounted for; `checked` when it stops before the first mail. */
    { name: 'send', ...PATIENT, timeLimitMs: 15 * MINUTE_MS, inputs, outputs: z.union([sent, checked]) },
    {
      name: 'publish',
      ...PATIENT,
      timeLimitMs: 10 * MINUTE_MS,
      inputs,
      outputs: z.strictObject({ articles: count, hub: z.string().optional() }),
    },
    {
      name: 'report',
      ...PATIENT,
      timeLimitMs: 5 * MINUTE_MS,
      inputs,
      outputs: z.strictObject({ ...report, addsUp: z.boolean() }),
    },
  ],
});
