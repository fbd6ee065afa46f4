import { type Reason, reason } from '../../core/index.ts';
import type { ThresholdCounts } from './feedback.store.ts';

/**
 * Amazon reviews an account at 5 % hard bounces and may pause it at 10 %; complaints 0.1 % and 0.5 %
 * (SES Developer Guide, "Sender review process FAQs"). The run is held well before the account is.
 */
const MOST_BOUNCES = 0.05;
const MOST_COMPLAINTS = 0.003;
/** Below these a rate says nothing yet. */
const IN_FLIGHT = { sent: 50, bounces: 5, complaints: 2 };
/** After a first ramp stage nothing presses: few signs are enough to ask a person. */
const AFTER_STAGE = { sent: 1, bounces: 2, complaints: 1 };

/** Why an edition in flight must stop, or `undefined`. */
export const bounceThreshold = (counts: ThresholdCounts) => stop(counts, IN_FLIGHT);

/** Why the rest must not follow the first ramp stage, or `undefined`. */
export const bounceThresholdOfStage = (counts: ThresholdCounts) => stop(counts, AFTER_STAGE);

function stop(
  { sent, hardBounces, complaints }: ThresholdCounts,
  least: typeof IN_FLIGHT,
): Reason | undefined {
  if (sent < least.sent) return undefined;
  if (hardBounces >= least.bounces && hardBounces / sent > MOST_BOUNCES) {
    return reason('too-many-bounces', { count: hardBounces, sent, limit: MOST_BOUNCES });
  }
  if (complaints >= least.complaints && complaints / sent > MOST_COMPLAINTS) {
    return reason('too-many-complaints', { count: complaints, sent, limit: MOST_COMPLAINTS });
  }
  return undefined;
}
