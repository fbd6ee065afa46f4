import {
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import type { SendingAccount, SubscriptionFacts } from '../../doctor/index.ts';
import { answered } from './answer.ts';

export type AccountOptions = {
  region: string;
  /** Unset: Amazon's own for the region. */
  endpoint?: string;
  /** Unset: the SDK's own chain (environment, profile, instance role). */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** How long one answer may take, ms. */
  timeoutMs: number;
};

const PAGES = 20;

/** SES (API v2, the only one with GetAccount) and SNS, asked about themselves. */
export function sendingAccount({ timeoutMs, ...options }: AccountOptions): SendingAccount {
  const client = {
    ...options,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
  };
  const ses = new SESv2Client(client);
  const sns = new SNSClient(client);
  return {
    account: () => answered('ses:GetAccount', () => accountOf(ses)),
    identity: (name) => answered('ses:GetEmailIdentity', () => identityOf(ses, name)),
    configurationSet: (name) => answered('ses:GetConfigurationSet', () => setOf(ses, name)),
    destinations: (set) =>
      answered('ses:GetConfigurationSetEventDestinations', () => destinationsOf(ses, set)),
    subscriptions: (topic) => answered('sns:ListSubscriptionsByTopic', () => subscriptionsOf(sns, topic)),
    close() {
      ses.destroy();
      sns.destroy();
    },
  };
}

/** SES says −1 where there is no limit. */
const limit = (value: number | undefined) =>
  value === undefined || value < 0 ? Number.POSITIVE_INFINITY : value;

async function accountOf(ses: SESv2Client) {
  const said = await ses.send(new GetAccountCommand({}));
  return {
    sendingEnabled: said.SendingEnabled ?? true,
    production: said.ProductionAccessEnabled ?? true,
    enforcement: said.EnforcementStatus ?? 'HEALTHY',
    suppressed: said.SuppressionAttributes?.SuppressedReasons ?? [],
    perSecond: limit(said.SendQuota?.MaxSendRate),
    perDay: limit(said.SendQuota?.Max24HourSend),
    sentToday: said.SendQuota?.SentLast24Hours ?? 0,
  };
}

async function identityOf(ses: SESv2Client, name: string) {
  const said = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
  const { DkimAttributes: dkim, MailFromAttributes: mailFrom } = said;
  return {
    type: said.IdentityType ?? 'DOMAIN',
    verified: said.VerifiedForSendingStatus ?? false,
    dkim: {
      status: dkim?.Status ?? 'NOT_STARTED',
      signing: dkim?.SigningEnabled ?? false,
      tokens: dkim?.SigningAttributesOrigin === 'EXTERNAL' ? [] : (dkim?.Tokens ?? []),
    },
    mailFrom: mailFrom?.MailFromDomain
      ? { domain: mailFrom.MailFromDomain, status: mailFrom.MailFromDomainStatus ?? 'PENDING' }
      : undefined,
  };
}

async function setOf(ses: SESv2Client, name: string) {
  const said = await ses.send(new GetConfigurationSetCommand({ ConfigurationSetName: name }));
  return {
    sendingEnabled: said.SendingOptions?.SendingEnabled ?? true,
    suppressed: said.SuppressionOptions?.SuppressedReasons,
  };
}

async function destinationsOf(ses: SESv2Client, set: string) {
  const said = await ses.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: set }));
  return (said.EventDestinations ?? []).map((one) => ({
    name: one.Name ?? '',
    enabled: one.Enabled ?? false,
    types: one.MatchingEventTypes ?? [],
    topic: one.SnsDestination?.TopicArn,
  }));
}

/** A subscription that is not confirmed has the words `PendingConfirmation` in place of its ARN. */
async function subscriptionsOf(sns: SNSClient, topic: string): Promise<SubscriptionFacts[]> {
  const found: SubscriptionFacts[] = [];
  let next: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const said = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topic, NextToken: next }));
    for (const one of said.Subscriptions ?? [])
      found.push({
        endpoint: one.Endpoint ?? '',
        protocol: one.Protocol ?? '',
        confirmed: (one.SubscriptionArn ?? '').startsWith('arn:'),
      });
    next = said.NextToken;
    if (!next) break;
  }
  return found;
}
