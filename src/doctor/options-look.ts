import { type DoctorFinding, doubtful, wrong } from './finding.ts';

/** One row of the table of options, as far as it matters here. */
export type KnownOption = { env: string; default: string };
/** An option whose value was refused, and why, as the rest of "The option X …". */
export type WrongOption = { env: string; says: string; example: string };

/** Names that belong to the system, to Node, to PostgreSQL's and Amazon's libraries, and are no misspelling of ours. */
const FOREIGN =
  /^(npm_|NODE_|AWS_(ACCESS|SECRET|SESSION|PROFILE|DEFAULT|CONFIG|SHARED|ROLE|WEB|CONTAINER|EC2|SDK|CA|EXECUTION|MAX|RETRY|STS|ENDPOINT|USE)_?|PG[A-Z]+$|XDG_|LC_|DOCKER_|KUBERNETES_|SYSTEMD_|VITEST|CI$|HOSTNAME$|HOME$|USER$|PATH$|PWD$|OLDPWD$|SHELL$|TERM$|LANG|TZ$|MAIL$|EDITOR$|_$)/;

/** What the environment says wrongly: values that are refused, and names that no option has but nearly. */
export function judgeOptions(
  env: Readonly<Record<string, string | undefined>>,
  { known, refused }: { known: readonly KnownOption[]; refused: readonly WrongOption[] },
): DoctorFinding[] {
  const names = known.map((option) => option.env);
  return [...refused.map(refusedValue), ...misspelt(env, names)];
}

const refusedValue = ({ env, says, example }: WrongOption): DoctorFinding =>
  wrong(`option-wrong:${env}`, {
    what: `The option ${env} ${says}.`,
    why: 'No process of Quarterly starts with it.',
    mend: example === '' ? `Correct ${env}, or leave it out.` : `${env}=${example}`,
  });

function misspelt(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): DoctorFinding[] {
  return Object.keys(env)
    .filter((name) => !names.includes(name) && !FOREIGN.test(name))
    .flatMap((name) => {
      const meant = meantBy(name, names);
      return meant === undefined ? [] : [unknownName(name, meant, env[meant] !== undefined)];
    });
}

const unknownName = (name: string, meant: string, alsoSet: boolean): DoctorFinding =>
  doubtful(`option-unknown:${name}`, {
    what: `The environment sets ${name}, which is no option of Quarterly${alsoSet ? `; ${meant} is set too` : ''}.`,
    why: `It has no effect: ${meant} ${alsoSet ? 'counts' : 'stays at its default'}.`,
    mend: alsoSet ? `Remove ${name}.` : `Write ${meant} in place of ${name}.`,
  });

/** The option that a name nearly spells: other case, signs between the words, a prefix of ours, or two letters amiss. */
function meantBy(name: string, names: readonly string[]): string | undefined {
  const bare = plain(name).replace(/^quarterly/, '');
  const same = names.find((one) => plain(one) === bare);
  if (same !== undefined) return same;
  if (bare.length < 6) return undefined;
  const allowed = bare.length < 9 ? 1 : 2;
  const ranked = names
    .map((one) => ({ one, away: distance(bare, plain(one), allowed) }))
    .filter(({ away }) => away <= allowed)
    .sort((a, b) => a.away - b.away);
  return ranked[0]?.one;
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Letters to change, add, take away or swap with their neighbour; more than `most` is not counted out. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : change;
      row.push(Math.min(change, swap, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? most + 1;
}
