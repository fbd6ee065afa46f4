import { z } from 'zod';
import { address, commaList, oneOf, option, optional, text, whole } from './schemas.ts';

/** How long personal data are kept, what the web may reach, who answers for it, what is logged. */
export const upkeep = {
  retentionLeftDays: option({
    env: 'RETENTION_LEFT_DAYS',
    doc: 'Days after a reader left, or was suppressed, until their address and name are removed.',
    schema: whole(0, 3_650),
    default: '28',
  }),
  retentionUnconfirmedDays: option({
    env: 'RETENTION_UNCONFIRMED_DAYS',
    doc: 'Days until a sign-up that was not confirmed is removed; a confirm link lives 7 days.',
    schema: whole(7, 3_650),
    default: '14',
  }),
  retentionDraftsDays: option({
    env: 'RETENTION_DRAFTS_DAYS',
    doc: 'Days after which a draft that nobody sent is removed, and a story that was declined or withdrawn, with who sent it.',
    schema: whole(7, 3_650),
    default: '90',
  }),
  retentionEventsDays: option({
    env: 'RETENTION_EVENTS_DAYS',
    doc: 'Days until events from Amazon SES and the record of single mails are removed; of an edition’s mails the numbers stay.',
    schema: whole(1, 3_650),
    default: '400',
  }),
  backupDir: optional({
    env: 'BACKUP_DIR',
    doc: 'Folder into which a worker writes a backup each night, at 02:23 in `TIME_ZONE`. Unset: none is written.',
    schema: text,
  }),
  backupKeep: option({
    env: 'BACKUP_KEEP',
    doc: 'How many backups stay in `BACKUP_DIR`; the oldest go first.',
    schema: whole(1, 3_650),
    default: '14',
  }),
  feedsAllowPrivate: option({
    env: 'FEEDS_ALLOW_PRIVATE',
    doc: '`on` lets partner feeds be read, and links of an edition be asked for, on loopback and private networks. `off`: no address, redirect or DNS answer of either can reach anything inside.',
    schema: oneOf('off', 'on'),
    default: 'off',
  }),
  websubHub: optional({
    env: 'WEBSUB_HUB',
    doc: 'WebSub hub that is told when an edition is published or corrected, and that feeds name. Unset: none.',
    schema: address('http:', 'https:'),
  }),
  dnsServers: option({
    env: 'DNS_SERVERS',
    doc: 'Name servers that `quarterly doctor` asks for the records of the sender’s domain, comma-separated, each as `address` or `address:port`. Unset: the system’s.',
    schema: commaList.refine(
      (servers) =>
        servers.every((server) => /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\])(:\d{1,5})?$/i.test(server)),
      'must hold addresses of name servers, such as 9.9.9.9 or 127.0.0.1:5353',
    ),
    default: '',
  }),
  dataController: optional({
    env: 'DATA_CONTROLLER',
    doc: 'Who answers for readers’ personal data, for the privacy and accessibility statements. Unset: the latest edition’s publisher.',
    schema: text,
  }),
  contactEmail: optional({
    env: 'CONTACT_EMAIL',
    doc: 'Address for questions about privacy and accessibility. Unset: the latest edition’s mailbox.',
    schema: z.email('must be an email address'),
  }),
  logLevel: option({
    env: 'LOG_LEVEL',
    doc: 'Least level that is logged: `debug`, `info`, `warn`, `error` or `silent`.',
    schema: oneOf('debug', 'info', 'warn', 'error', 'silent'),
    default: 'info',
  }),
};
