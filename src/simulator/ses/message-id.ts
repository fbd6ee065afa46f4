import { randomUUID } from 'node:crypto';

const PREFIX: Record<string, string> = {
  'us-east-1': '0100',
  'us-west-2': '0101',
  'eu-west-1': '0102',
  'eu-central-1': '0107',
  'eu-west-2': '010b',
};

/** A MessageId of the shape SES gives: region, milliseconds since 1970, a UUID, six zeros. */
export const messageId = (region: string, at: number) =>
  `${PREFIX[region] ?? '0100'}${at.toString(16).padStart(12, '0')}-${randomUUID()}-000000`;
