import type { LivingProcess } from './database.store.ts';
import { type DoctorFinding, doubtful, found, wrong } from './finding.ts';

type Here = { version: string; sending: string };

/** Whether the processes that run are of one version and one mind about `SENDING`. `here`: this program and its environment. */
export function judgeProcesses(living: readonly LivingProcess[], here: Here): DoctorFinding[] {
  const versions = [...new Set(living.map(({ version }) => version))].sort();
  const sendings = [...new Set(living.map(({ sending }) => sending))].sort();
  const other = living.filter(({ version }) => version !== here.version);
  const only = sendings.length === 1 ? sendings[0] : undefined;
  return found(
    [!living.some(({ role }) => role === 'worker'), noWorker],
    [
      versions.length > 1 || other.length > 0,
      () =>
        doubtful('versions-differ', {
          what: `Not all processes are of one version: ${listed(living, ({ version }) => version)}; this command is ${here.version}.`,
          why: 'An old process beside a new one works for the time of an upgrade, and no longer.',
          mend: restart(other.length > 0 ? other : living, `version ${here.version}`),
        }),
    ],
    [
      sendings.length > 1,
      () =>
        wrong('sending-differs', {
          what: `Not all processes have one SENDING: ${listed(living, ({ sending }) => sending)}.`,
          why: 'It hangs on chance which of them takes a job, and so whether a mail leaves.',
          mend: `${restart(
            living.filter(({ sending }) => sending !== here.sending),
            `SENDING=${here.sending}`,
          )}, then \`quarterly sending adopt\``,
        }),
    ],
    [
      only !== undefined && only !== here.sending,
      () =>
        doubtful('sending-differs-here', {
          what: `The processes run with SENDING=${only}, this command with SENDING=${here.sending}.`,
          why: 'What is looked at here is not what runs.',
          mend: `SENDING=${only} quarterly doctor   or, in containers, \`docker compose exec worker quarterly doctor\``,
        }),
    ],
  );
}

const noWorker = (): DoctorFinding =>
  doubtful('worker-none', {
    what: 'No worker has shown a sign of life in the last 30 seconds.',
    why: 'Nothing is sent, no flow goes on, no mail to a new reader leaves.',
    mend: 'quarterly worker   (or `quarterly up`; in containers `docker compose up -d worker`)',
  });

const named = ({ role, host }: LivingProcess) => `${role} on ${host}`;
const listed = (living: readonly LivingProcess[], value: (one: LivingProcess) => string) =>
  living.map((one) => `${named(one)} ${value(one)}`).join(', ');
const restart = (which: readonly LivingProcess[], as: string) =>
  `Restart ${[...new Set(which.map(named))].join(', ')} with ${as}`;

/** What holds all sending, or keeps this environment's from being the installation's. */
export function judgeHold(heldSince: string | null): DoctorFinding[] {
  return found([
    heldSince !== null,
    () =>
      wrong('sending-held', {
        what: `All sending is held since ${heldSince}: the database is not as its journals remember it.`,
        why: 'Mails may have gone, and readers left, since the backup was made.',
        mend: '`quarterly restore status`, then `quarterly restore release`',
      }),
  ]);
}

/** Options that decide what a mail is, and differ between this environment and the one that the installation sends with. */
export const judgeOptionsAdopted = (names: readonly string[]): DoctorFinding[] =>
  found([
    names.length > 0,
    () =>
      wrong('options-differ', {
        what: `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not what this installation sends with.`,
        why: 'A worker with this environment would send other mails than the rest, or elsewhere, and so refuses.',
        mend: `Set ${names.join(', ')} as the other processes have ${names.length === 1 ? 'it' : 'them'}; or, where this is what is meant, \`quarterly sending adopt\` and restart the others`,
      }),
  ]);

/** Whom mail may reach at all. */
export const judgeAllowlist = ({
  sending,
  sendingAllowlist,
}: {
  sending: string;
  sendingAllowlist: readonly string[];
}): DoctorFinding[] =>
  found([
    sending === 'live' && sendingAllowlist.length === 0,
    () =>
      doubtful('allowlist-empty', {
        what: 'SENDING is live, and SENDING_ALLOWLIST is empty.',
        why: 'Nobody gets mail: every reader is skipped.',
        mend: "SENDING_ALLOWLIST='*' for everybody, or addresses and domains; then `quarterly sending adopt`",
      }),
  ]);
