/** Which parts of a value to keep: `true` = as it is, an object = these keys of it (of each item, if it is a list). */
type Keep = { readonly [key: string]: true | Keep };

/**
 * What we use of an SES event. Addresses, names and subjects are in `mail.destination`, `mail.headers`, the recipients
 * and the free text of other mail servers (`diagnosticCode`, `smtpResponse`); none of it is needed, because our tags say
 * whose mail it was. What is never stored need not be found again when a reader is erased.
 */
const USED: Keep = {
  eventType: true,
  notificationType: true,
  mail: { messageId: true, timestamp: true, tags: true },
  bounce: {
    bounceType: true,
    bounceSubType: true,
    timestamp: true,
    feedbackId: true,
    bouncedRecipients: { action: true, status: true },
  },
  complaint: { complaintFeedbackType: true, complaintSubType: true, timestamp: true, feedbackId: true },
  delivery: { timestamp: true, processingTimeMillis: true },
  deliveryDelay: { delayType: true, timestamp: true, expirationTime: true },
  reject: { reason: true },
  failure: { templateName: true },
};

/** The event with only what we use; anything that SES adds later stays out until it is wanted. */
export const withoutPeople = (event: object): object => kept(event, USED) as object;

function kept(value: unknown, keep: Keep): unknown {
  if (Array.isArray(value)) return value.map((item) => kept(item, keep));
  if (value === null || typeof value !== 'object') return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const wanted = Object.hasOwn(keep, key) ? keep[key] : undefined;
      if (wanted === undefined) return [];
      return [[key, wanted === true ? inner : kept(inner, wanted)]];
    }),
  );
}
