import { type DoctorFinding, doubtful, found, wrong } from './finding.ts';

export type SecretsAsked = {
  /** Every signing key that is set, by the option that says it. */
  signing: readonly { env: string; value: string }[];
  /** Other secrets of the environment: tokens, passwords of addresses. */
  others: readonly { env: string; value: string }[];
  databaseUrl: string | undefined;
};

/** Words of examples, and of people in a hurry. */
const TYPED =
  /change.?me|changeit|secret|password|passwort|example|quarterly|default|test|1234|abcd|0000|xxxx|…/i;
const SHORTEST = 32;
const NEW_KEY = 'openssl rand -base64 48';

/** Secrets that others can guess, or that are one and the same. */
export function judgeSecrets({ signing, others, databaseUrl }: SecretsAsked): DoctorFinding[] {
  const all = [...signing, ...others];
  return [
    ...signing.flatMap(({ env, value }) => weakKey(env, value)),
    ...others.filter(({ value }) => value.length < SHORTEST).map(({ env }) => shortToken(env)),
    ...equal(all),
    ...weakPassword(databaseUrl),
  ];
}

function weakKey(env: string, value: string): DoctorFinding[] {
  const letters = new Set(value).size;
  const guessed = letters < 12 || (TYPED.test(value) && letters < 24);
  return found(
    [
      value.length < SHORTEST,
      () =>
        wrong(`secret-short:${env}`, {
          what: `${env} holds a key of ${value.length} characters.`,
          why: 'Whoever guesses it can unsubscribe every reader, and change what they get; no process starts with it.',
          mend: `${rotate(env)} The new one: \`${NEW_KEY}\`.`,
        }),
    ],
    [
      value.length >= SHORTEST && guessed,
      () =>
        wrong(`secret-guessable:${env}`, {
          what: `${env} holds a key that looks typed or copied from an example.`,
          why: 'Whoever guesses it can unsubscribe every reader, and change what they get.',
          mend: `${rotate(env)} The new one: \`${NEW_KEY}\`.`,
        }),
    ],
  );
}

/** Links that are out stay good through a rotation (docs/operations/production.md). */
const rotate = (env: string) =>
  `Before the first edition set ${env} to a new key; after it set SECRET_KEYS=OLD,NEW on every process, then SECRET_KEYS=NEW,OLD.`;

const shortToken = (env: string): DoctorFinding =>
  doubtful(`secret-short:${env}`, {
    what: `${env} is shorter than ${SHORTEST} characters.`,
    why: 'It can be guessed by trying.',
    mend: `${env}=… with the output of \`openssl rand -hex 24\``,
  });

function equal(all: readonly { env: string; value: string }[]): DoctorFinding[] {
  return all.flatMap(({ env, value }, index) => {
    const first = all.findIndex((one) => one.value === value);
    if (first === index) return [];
    const other = all[first]?.env ?? env;
    return [
      doubtful(`secrets-equal:${env}`, {
        what: other === env ? `${env} names one key twice.` : `${other} and ${env} are the same.`,
        why: 'Who learns one has the other, and a rotation that keeps the old key changes nothing.',
        mend: `Set ${env} to a secret of its own: \`${NEW_KEY}\`.`,
      }),
    ];
  });
}

const LOCAL = /^(localhost|127\.|\[::1\]$)/;

function weakPassword(address: string | undefined): DoctorFinding[] {
  if (address === undefined || !URL.canParse(address)) return [];
  const { username, password, hostname } = new URL(address);
  const given = decodeURIComponent(password);
  // Who reaches a loopback port is on the machine already; a socket needs no password.
  if (hostname === '' || LOCAL.test(hostname)) return [];
  const weak = given === '' || given === decodeURIComponent(username) || given.length < 12;
  return found([
    weak,
    () =>
      doubtful('database-password-weak', {
        what: `The password in DATABASE_URL is ${given === '' ? 'empty' : given === username ? 'the name of its role' : 'short'}.`,
        why: 'The database holds the address of every reader, and is reached over the network.',
        mend: `ALTER ROLE ${username || 'quarterly'} PASSWORD '…' with the output of \`openssl rand -hex 24\`, and the same in DATABASE_URL`,
      }),
  ]);
}
