import { z } from 'zod';
import { address, commaList, oneOf, option, optional, sender, text } from './schemas.ts';

/** How mails look, from whom and to whom they go, and through which Amazon SES. */
export const mail = {
  mailFrom: optional({
    env: 'MAIL_FROM',
    doc: 'Sender, as `Name <address>`; the identity must be verified in Amazon SES. Unset: the edition’s publisher and mailbox.',
    schema: sender,
  }),
  theme: option({
    env: 'THEME',
    doc: 'How mails look: `standard`, `gazette`, or a JSON or YAML file that says how yours differs (colours, fonts, masthead, logo, footer); see `docs/themes.md`.',
    schema: text.min(1, 'must name a theme or a file'),
    default: 'standard',
  }),
  sending: option({
    env: 'SENDING',
    doc: '`off` sends nothing; `simulator` sends to the local Amazon SES simulator; `live` sends real mail.',
    schema: oneOf('off', 'simulator', 'live'),
    default: 'simulator',
  }),
  sendingAllowlist: option({
    env: 'SENDING_ALLOWLIST',
    doc: 'With `SENDING=live`: the only addresses and domains that get mail, comma-separated. `*` = everybody. Empty = nobody.',
    schema: commaList,
    default: '',
  }),
  sesEndpoint: optional({
    env: 'SES_ENDPOINT',
    doc: 'Another address for the Amazon SES API, for tests. Unset: Amazon’s own for `AWS_REGION`, or the built-in simulator.',
    schema: address('http:', 'https:'),
  }),
  sesConfigurationSet: optional({
    env: 'SES_CONFIGURATION_SET',
    doc: 'SES configuration set that publishes events to SNS; needed for bounces and complaints.',
    schema: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, - or _'),
  }),
  awsRegion: option({
    env: 'AWS_REGION',
    doc: 'AWS region of SES. Credentials come from the usual AWS environment or instance role.',
    schema: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as eu-west-2'),
    default: 'eu-west-2',
  }),
};
