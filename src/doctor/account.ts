/** What came of asking for one thing; a policy may forbid it, and then says so. */
export type AccountAnswer<T> =
  | { kind: 'told'; value: T }
  | { kind: 'missing' }
  | { kind: 'forbidden'; action: string }
  | { kind: 'failed'; error: string; credentials: boolean };

/** The account as GetAccount of the SES API v2 shows it. */
export type AccountFacts = {
  sendingEnabled: boolean;
  production: boolean;
  /** HEALTHY, PROBATION or SHUTDOWN. */
  enforcement: string;
  suppressed: readonly string[];
  perSecond: number;
  perDay: number;
  sentToday: number;
};

/** An identity as GetEmailIdentity shows it. */
export type IdentityFacts = {
  type: string;
  verified: boolean;
  dkim: { status: string; signing: boolean; tokens: readonly string[] };
  mailFrom: { domain: string; status: string } | undefined;
};

/** A configuration set as GetConfigurationSet shows it; `undefined` reasons = those of the account. */
export type SetFacts = { sendingEnabled: boolean; suppressed: readonly string[] | undefined };

/** One of its event destinations. */
export type DestinationFacts = {
  name: string;
  enabled: boolean;
  types: readonly string[];
  topic: string | undefined;
};

/** One subscription of a topic, as SNS lists it. */
export type SubscriptionFacts = { endpoint: string; protocol: string; confirmed: boolean };

/** What an account at Amazon can be asked. Nothing is changed by it. */
export type SendingAccount = {
  account(): Promise<AccountAnswer<AccountFacts>>;
  identity(name: string): Promise<AccountAnswer<IdentityFacts>>;
  configurationSet(name: string): Promise<AccountAnswer<SetFacts>>;
  destinations(set: string): Promise<AccountAnswer<DestinationFacts[]>>;
  subscriptions(topic: string): Promise<AccountAnswer<SubscriptionFacts[]>>;
  close(): void;
};
