import { paths } from '../core/index.ts';
import { commaList, option, whole } from './schemas.ts';

/** What is believed of a request from outside. */
export const incoming = {
  snsTopicArns: option({
    env: 'SNS_TOPIC_ARNS',
    doc: `The only SNS topics whose events are taken at \`${paths.sesEvents()}\`, comma-separated, each as \`arn:aws:sns:region:account:name\`.`,
    schema: commaList.refine(
      (topics) =>
        topics.every((topic) =>
          /^arn:aws:sns:[a-z]{2}(-[a-z]+)+-\d:\d{12}:[A-Za-z0-9_-]{1,256}$/.test(topic),
        ),
      'must hold topics named like arn:aws:sns:eu-west-2:123456789012:quarterly',
    ),
    default: '',
  }),
  snsMaxAgeMinutes: option({
    env: 'SNS_MAX_AGE_MINUTES',
    doc: 'Older events are refused as replays. SNS itself never tries longer than 60 minutes.',
    schema: whole(1, 1_440),
    default: '60',
  }),
  noticesPerHour: option({
    env: 'NOTICES_PER_HOUR',
    doc: 'Confirm mails that leave in any one hour, over all processes. When more people, or a program, sign up, none is refused: the mails wait in order and the page says how long.',
    schema: whole(1, 1_000_000),
    default: '3000',
  }),
  trustProxy: option({
    env: 'TRUST_PROXY',
    doc: 'How many reverse proxies of yours stand in front: the client’s address is then taken from `X-Forwarded-For`, that many entries from its end. `0` = none, the header is ignored.',
    schema: whole(0, 10),
    default: '0',
  }),
};
