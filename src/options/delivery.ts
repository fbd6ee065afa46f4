import { addresses, oneOf, option, whole } from './schemas.ts';

/** Where the simulator listens, at what pace an edition leaves, and what becomes of trouble on the way. */
export const delivery = {
  simulatorPort: option({
    env: 'SIMULATOR_PORT',
    doc: 'Port of the local SES simulator and its outbox, on loopback. `0` takes a free one.',
    schema: whole(0, 65_535),
    default: '3001',
  }),
  sendConcurrency: option({
    env: 'SEND_CONCURRENCY',
    doc: 'Mails that one worker has at Amazon SES at once, and so the most that its sudden end leaves unknown. One process carries 10 to 25 well; start more workers for more.',
    schema: whole(1, 200),
    default: '24',
  }),
  leaseSeconds: option({
    env: 'LEASE_SECONDS',
    doc: 'How long what a worker has claimed stays its own after it falls silent, in seconds.',
    schema: whole(2, 3_600),
    default: '30',
  }),
  unknownPolicy: option({
    env: 'UNKNOWN_POLICY',
    doc: 'What becomes of a mail of which nobody can say whether Amazon SES took it. `hold`: a person decides (`quarterly deliveries unknown N`). `evidence`: where the Send events of calls made before and after it have come and its own has not, it is sent again, and anything less holds. `resend`: it is sent again after `UNKNOWN_WINDOW_MINUTES` without an event, at the risk of a second copy.',
    schema: oneOf('hold', 'evidence', 'resend'),
    default: 'hold',
  }),
  unknownWindowMinutes: option({
    env: 'UNKNOWN_WINDOW_MINUTES',
    doc: 'How long an event from Amazon SES may still settle an unknown mail before `UNKNOWN_POLICY=resend` sends it again.',
    schema: whole(1, 10_080),
    default: '60',
  }),
  rampWaitMinutes: option({
    env: 'RAMP_WAIT_MINUTES',
    doc: 'With `edition send --ramp`: how long the bounces and complaints of the first readers are waited for before the rest goes, unless `--ramp-wait` says it for that edition. Nearly all come within minutes.',
    schema: whole(1, 10_080),
    default: '15',
  }),
  canary: option({
    env: 'CANARY',
    doc: 'Addresses that get a copy of every edition as its sending begins, comma-separated, so that somebody sees what readers see.',
    schema: addresses,
    default: '',
  }),
};
