import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { dkimTokens } from '../account.ts';
import type { State } from '../state.ts';
import { scriptedRefusal } from './refusals.ts';

type Env = { Bindings: HttpBindings };

/** An error in the JSON of the SES API v2. */
const refused = (c: Context, status: 400 | 403 | 404 | 500, type: string, message: string) =>
  c.json({ message }, status, { 'x-amzn-ErrorType': type });

const NAMED = {
  AccessDenied: 'AccessDeniedException',
  Throttling: 'TooManyRequestsException',
} as const;

/** What the script of faults does to a call, if anything; one that hangs is never answered. */
async function struck(c: Context<Env>, state: State, action: string): Promise<Response | undefined> {
  const fault = state.faults.strike({ action, destinations: [] });
  if (!fault) return undefined;
  if (fault.kind === 'hang') return new Promise(() => {});
  if (fault.kind === 'reset') {
    c.env.incoming.socket.resetAndDestroy();
    return new Promise(() => {});
  }
  if (fault.kind === 'slow') {
    await new Promise((done) => setTimeout(done, fault.ms));
    return undefined;
  }
  const scripted = scriptedRefusal(fault, { configurationSet: undefined });
  if (!scripted) return undefined;
  const type = NAMED[scripted.code as keyof typeof NAMED] ?? scripted.code;
  const denied = type === NAMED.AccessDenied;
  const message = denied
    ? `User: arn:aws:iam::${state.options.accountId}:user/quarterly is not authorized to perform: ses:${action}`
    : scripted.message;
  return refused(c, denied ? 403 : 400, type, message);
}

/** What the SES API v2 says of the account, its identities and configuration sets; nothing can be changed by it. */
export function accountRoutes(state: State): Hono<Env> {
  const app = new Hono<Env>();
  const get = (path: string, action: string, answer: (c: Context<Env>) => Response) =>
    app.get(path, async (c) => {
      state.counters.call(action, state.clock.monotonic());
      return (await struck(c, state, action)) ?? answer(c);
    });
  get('/account', 'GetAccount', (c) => c.json(account(state)));
  get('/identities/:name', 'GetEmailIdentity', (c) => {
    const name = decodeURIComponent(c.req.param('name') ?? '').toLowerCase();
    const said = identity(state, name);
    return said
      ? c.json(said)
      : refused(c, 404, 'NotFoundException', `Email identity ${name} does not exist.`);
  });
  const known = (name: string) => state.options.configurationSets?.includes(name) ?? true;
  const noSet = (c: Context<Env>, name: string) =>
    refused(c, 404, 'NotFoundException', `Configuration set <${name}> does not exist.`);
  get('/configuration-sets/:name', 'GetConfigurationSet', (c) => {
    const name = c.req.param('name') ?? '';
    return known(name) ? c.json(set(state, name)) : noSet(c, name);
  });
  get('/configuration-sets/:name/event-destinations', 'GetConfigurationSetEventDestinations', (c) => {
    const name = c.req.param('name') ?? '';
    return known(name) ? c.json({ EventDestinations: destinations(state) }) : noSet(c, name);
  });
  return app;
}

function account(state: State) {
  const { sendingEnabled, production, enforcement, suppressed } = state.accountState.now();
  const { max24HourSend, maxSendRate } = state.quota.limits();
  return {
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: enforcement,
    ProductionAccessEnabled: production,
    SendingEnabled: sendingEnabled,
    SendQuota: {
      Max24HourSend: max24HourSend,
      MaxSendRate: maxSendRate,
      SentLast24Hours: state.quota.sentLast24Hours(state.clock.monotonic()),
    },
    SuppressionAttributes: { SuppressedReasons: suppressed },
  };
}

/** Any domain is verified, and no address is, unless the simulator was told which are. */
function identity(state: State, name: string) {
  const isDomain = !name.includes('@');
  const listed = state.options.identities?.map((one) => one.toLowerCase());
  if (listed ? !listed.includes(name) : !isDomain) return undefined;
  const { verified, dkim, signing, mailFrom, mailFromStatus } = state.accountState.now().identity;
  return {
    IdentityType: isDomain ? 'DOMAIN' : 'EMAIL_ADDRESS',
    FeedbackForwardingStatus: true,
    VerifiedForSendingStatus: verified,
    DkimAttributes: {
      SigningEnabled: signing,
      Status: dkim,
      SigningAttributesOrigin: 'AWS_SES',
      Tokens: isDomain ? dkimTokens(name) : [],
    },
    MailFromAttributes: {
      BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      ...(mailFrom === ''
        ? {}
        : { MailFromDomain: `${mailFrom}.${name}`, MailFromDomainStatus: mailFromStatus }),
    },
  };
}

function set(state: State, name: string) {
  const { sendingEnabled, suppressed } = state.accountState.now().set;
  return {
    ConfigurationSetName: name,
    SendingOptions: { SendingEnabled: sendingEnabled },
    ...(suppressed === null ? {} : { SuppressionOptions: { SuppressedReasons: suppressed } }),
  };
}

const destinations = (state: State) =>
  state.accountState.now().destinations.map(({ name, enabled, types, topic }) => ({
    Name: name,
    Enabled: enabled,
    MatchingEventTypes: types,
    ...(topic === null ? {} : { SnsDestination: { TopicArn: topic ?? state.topicArn } }),
  }));
