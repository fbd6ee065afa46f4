import type { State } from '../state.ts';
import { escapeXml } from '../text.ts';
import { refusalXml, success } from './answers.ts';
import { scriptedRefusal } from './refusals.ts';
import { type Call, type Reply, sendRawEmail } from './send-raw-email.ts';

const decimal = (value: number) => (Number.isInteger(value) ? `${value}.0` : String(value));

function getSendQuota(state: State, requestId: string) {
  const { max24HourSend, maxSendRate } = state.quota.limits();
  const sent = state.quota.sentLast24Hours(state.clock.monotonic());
  return success(
    'GetSendQuota',
    requestId,
    `<SentLast24Hours>${decimal(sent)}</SentLast24Hours>
    <Max24HourSend>${decimal(max24HourSend)}</Max24HourSend>
    <MaxSendRate>${decimal(maxSendRate)}</MaxSendRate>`,
  );
}

function confirmSubscription(state: State, { form, requestId }: Call) {
  const topic = form.fields.get('TopicArn');
  const token = form.fields.get('Token');
  if (topic !== state.topicArn)
    return refusalXml({ code: 'NotFound', status: 404, message: 'Topic does not exist' }, requestId, 'sns');
  if (!token || !state.subscription.confirm(token))
    return refusalXml({ code: 'InvalidParameter', message: 'Invalid parameter: Token' }, requestId, 'sns');
  const arn = `<SubscriptionArn>${escapeXml(`${topic}:${state.subscription.id}`)}</SubscriptionArn>`;
  return success('ConfirmSubscription', requestId, arn, 'sns');
}

/** Who has subscribed to the topic: whoever events are posted to, unless the account was told otherwise. */
function subscriptionsOf(state: State) {
  const to = state.eventsTo();
  const posted = to === undefined ? [] : [{ endpoint: to, confirmed: true }];
  return state.accountState.now().subscriptions ?? posted;
}

function listSubscriptions(state: State, { form, requestId }: Call) {
  const topic = form.fields.get('TopicArn');
  if (topic !== state.topicArn)
    return refusalXml({ code: 'NotFound', status: 404, message: 'Topic does not exist' }, requestId, 'sns');
  const members = subscriptionsOf(state).map(
    ({ endpoint, confirmed }) => `<member>
      <TopicArn>${escapeXml(topic)}</TopicArn>
      <Protocol>${endpoint.split(':')[0]}</Protocol>
      <SubscriptionArn>${confirmed ? escapeXml(`${topic}:${state.subscription.id}`) : 'PendingConfirmation'}</SubscriptionArn>
      <Owner>${state.options.accountId}</Owner>
      <Endpoint>${escapeXml(endpoint)}</Endpoint>
    </member>`,
  );
  const listed = `<Subscriptions>${members.join('')}</Subscriptions>`;
  return success('ListSubscriptionsByTopic', requestId, listed, 'sns');
}

/** A scripted fault on an action other than `SendRawEmail`; those that speak of accepting mean nothing there. */
function struck(state: State, action: string, requestId: string): Reply | undefined {
  const fault = state.faults.strike({ action, destinations: [] });
  if (fault?.kind === 'reset' || fault?.kind === 'hang') return fault.kind;
  const scripted = fault && scriptedRefusal(fault, { configurationSet: undefined });
  return scripted && refusalXml(scripted, requestId);
}

/** Answers one request of the AWS Query protocol, for SES (2010-12-01) and SNS's ConfirmSubscription. */
export async function answerQuery(state: State, call: Call): Promise<Reply> {
  const action = call.form.fields.get('Action') ?? '';
  state.counters.call(action, state.clock.monotonic());
  if (action === 'SendRawEmail') return sendRawEmail(state, call);
  const scripted = struck(state, action, call.requestId);
  if (scripted) return scripted;
  switch (action) {
    case 'GetSendQuota':
      return getSendQuota(state, call.requestId);
    case 'GetSendStatistics':
      return success(action, call.requestId, state.statistics.xml(state.clock.wall()));
    case 'ConfirmSubscription':
      return confirmSubscription(state, call);
    case 'ListSubscriptionsByTopic':
      return listSubscriptions(state, call);
    default:
      return refusalXml(
        { code: 'InvalidAction', message: `Could not find operation ${action}` },
        call.requestId,
      );
  }
}
