import type { AccountAnswer, DestinationFacts, SendingAccount, SubscriptionFacts } from './account.ts';
import { type DoctorFinding, doubtful, found, wrong } from './finding.ts';

export type ReportsAsked = {
  region: string;
  configurationSet: string | undefined;
  topics: readonly string[];
  /** The whole address that SNS posts to. */
  hook: string;
};
type Part = { answers: AccountAnswer<unknown>[]; findings: DoctorFinding[] };

/** Without these nobody learns what became of a mail. */
const NEEDED = ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT'];
const WANTED = [...NEEDED, 'RENDERING_FAILURE', 'DELIVERY_DELAY'];
const TRACKING = ['OPEN', 'CLICK'];

/** Whether reports of mails find their way here: configuration set, event destination, topic, subscription. */
export async function lookAtReports(amazon: SendingAccount, asked: ReportsAsked): Promise<Part> {
  const { configurationSet: set, topics } = asked;
  const subscriptions = await Promise.all(
    topics.map(async (topic) => ({ topic, answer: await amazon.subscriptions(topic) })),
  );
  const about = set === undefined ? undefined : await lookAtSet(amazon, asked, set);
  return {
    answers: [
      ...(about?.answers ?? []),
      ...subscriptions.map(({ answer }) => answer).filter(({ kind }) => kind !== 'missing'),
    ],
    findings: [
      ...found([set === undefined, noSetNamed], [topics.length === 0, () => noTopicNamed(asked.region)]),
      ...(about?.findings ?? []),
      ...subscriptions.flatMap(({ topic, answer }) => judgeTopic(topic, answer, asked.hook)),
    ],
  };
}

const noSetNamed = (): DoctorFinding =>
  wrong('configuration-set-none', {
    what: 'SES_CONFIGURATION_SET names no configuration set.',
    why: 'SES then reports nothing: dead addresses are mailed until it pauses the account.',
    mend: 'SES_CONFIGURATION_SET=quarterly, after `aws sesv2 create-configuration-set --configuration-set-name quarterly`',
  });

const noTopicNamed = (region: string): DoctorFinding =>
  wrong('topics-none', {
    what: 'SNS_TOPIC_ARNS names no topic.',
    why: 'Every report that SNS posts is refused.',
    mend: `SNS_TOPIC_ARNS=arn:aws:sns:${region}:123456789012:quarterly with what \`aws sns create-topic --name quarterly --region ${region}\` answers`,
  });

async function lookAtSet(amazon: SendingAccount, asked: ReportsAsked, set: string): Promise<Part> {
  const [facts, destinations] = await Promise.all([amazon.configurationSet(set), amazon.destinations(set)]);
  const missing = facts.kind === 'missing' || destinations.kind === 'missing';
  const { region } = asked;
  const told = facts.kind === 'told' ? facts.value : undefined;
  return {
    answers: [facts, destinations].filter(({ kind }) => kind !== 'missing'),
    findings: [
      ...found(
        [
          missing,
          () =>
            wrong('configuration-set-missing', {
              what: `SES in ${region} has no configuration set ${set}.`,
              why: 'It refuses every mail that names it: all sending stops.',
              mend: `aws sesv2 create-configuration-set --configuration-set-name ${set} --region ${region}`,
            }),
        ],
        [
          told?.sendingEnabled === false,
          () =>
            wrong('configuration-set-paused', {
              what: `Sending is off for the configuration set ${set}.`,
              why: 'SES refuses every mail that names it: all sending stops.',
              mend: `aws sesv2 put-configuration-set-sending-options --configuration-set-name ${set} --sending-enabled --region ${region}`,
            }),
        ],
        [
          told?.suppressed?.length === 0,
          () =>
            doubtful('configuration-set-suppression-off', {
              what: `The configuration set ${set} switches the account's suppression list off.`,
              why: 'Addresses that bounced for another of your services are mailed again.',
              mend: `aws sesv2 put-configuration-set-suppression-options --configuration-set-name ${set} --suppressed-reasons BOUNCE COMPLAINT --region ${region}`,
            }),
        ],
      ),
      ...(destinations.kind === 'told' ? judgeDestinations(destinations.value, asked, set) : []),
    ],
  };
}

function judgeDestinations(
  all: readonly DestinationFacts[],
  asked: ReportsAsked,
  set: string,
): DoctorFinding[] {
  const { region, topics } = asked;
  const ours = all.filter(({ topic }) => topic !== undefined && topics.includes(topic));
  const live = ours.filter(({ enabled }) => enabled);
  const reported = new Set(live.flatMap(({ types }) => types));
  const lacking = NEEDED.filter((type) => !reported.has(type));
  const tracking = all.filter(
    ({ enabled, types }) => enabled && types.some((type) => TRACKING.includes(type)),
  );
  const topic = topics[0] ?? `arn:aws:sns:${region}:123456789012:quarterly`;
  const command = (verb: string, name: string, types: readonly string[]) =>
    `aws sesv2 ${verb}-configuration-set-event-destination --configuration-set-name ${set} --event-destination-name ${name} --region ${region} --event-destination '${JSON.stringify({ Enabled: true, MatchingEventTypes: types, SnsDestination: { TopicArn: topic } })}'`;
  const first = ours[0]?.name ?? 'quarterly';
  const why =
    'What becomes of mails is not known here: dead addresses are mailed again, and unknown mails stay so.';
  return found(
    [
      ours.length === 0,
      () =>
        wrong('events-nowhere', {
          what: `No event destination of ${set} leads to a topic of SNS_TOPIC_ARNS${all.length > 0 ? ` (they lead to ${all.map((one) => one.topic ?? `${one.name}, no SNS topic`).join(', ')})` : ''}.`,
          why,
          mend: command('create', 'quarterly', WANTED),
        }),
    ],
    [
      ours.length > 0 && live.length === 0,
      () =>
        wrong('events-off', {
          what: `The event destination ${first} of ${set} is off.`,
          why,
          mend: command('update', first, WANTED),
        }),
    ],
    [
      live.length > 0 && lacking.length > 0,
      () =>
        wrong('events-lacking', {
          what: `The event destination ${live[0]?.name} of ${set} leaves out ${lacking.join(', ')}.`,
          why,
          mend: command('update', live[0]?.name ?? first, WANTED),
        }),
    ],
    [
      tracking.length > 0,
      () =>
        doubtful('events-track-readers', {
          what: `The event destination ${tracking[0]?.name} of ${set} asks for ${TRACKING.filter((type) => tracking.some(({ types }) => types.includes(type))).join(' and ')}.`,
          why: 'SES then rewrites links and puts a picture into mails to see who reads: the privacy statement says that nobody does.',
          mend: command(
            'update',
            tracking[0]?.name ?? first,
            (tracking[0]?.types ?? []).filter((type) => !TRACKING.includes(type)),
          ),
        }),
    ],
  );
}

function judgeTopic(
  topic: string,
  answer: AccountAnswer<SubscriptionFacts[]>,
  hook: string,
): DoctorFinding[] {
  const [, , , region] = topic.split(':');
  const subscribe = `aws sns subscribe --topic-arn ${topic} --protocol ${new URL(hook).protocol.slice(0, -1)} --notification-endpoint ${hook} --region ${region}`;
  const why = 'SNS posts no report here: what becomes of mails is not known.';
  if (answer.kind === 'missing')
    return [
      wrong('topic-missing', {
        what: `There is no topic ${topic}.`,
        why,
        mend: `aws sns create-topic --name ${topic.split(':').at(-1)} --region ${region}`,
      }),
    ];
  if (answer.kind !== 'told') return [];
  const ours = answer.value.filter(({ endpoint }) => endpoint.replace(/\/+$/, '') === hook);
  return found(
    [
      ours.length === 0,
      () =>
        wrong('subscription-none', {
          what: `Nobody at ${hook} has subscribed to ${topic}.`,
          why,
          mend: subscribe,
        }),
    ],
    [
      ours.length > 0 && !ours.some(({ confirmed }) => confirmed),
      () =>
        wrong('subscription-unconfirmed', {
          what: `The subscription of ${hook} to ${topic} waits for its confirmation.`,
          why,
          mend: `With a web running that has the topic in SNS_TOPIC_ARNS, subscribe once more, and it confirms by itself: ${subscribe}`,
        }),
    ],
  );
}
