import { constants, existsSync, statSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type DoctorFinding, doubtful, found, wrong } from './finding.ts';

/** One folder that Quarterly writes into. */
export type Folder = { env: string; path: string };

/** What was seen of it; sizes in bytes. */
export type FolderFacts = Folder & {
  state: 'there' | 'to be made' | 'no folder' | 'not writable';
  free: number;
  size: number;
};

const GIB = 1_073_741_824;
/** PostgreSQL stops at a full disk, and a journal that cannot be written stops sending. */
const TOO_LITTLE = { free: GIB / 2, share: 0.02 };
const LITTLE = { free: 2 * GIB, share: 0.05 };
/** So much is enough, however large the disk. */
const PLENTY = 20 * GIB;

/** Looks at the nearest folder that exists: Quarterly makes the rest. */
export async function readFolder({ env, path }: Folder): Promise<FolderFacts> {
  const wanted = resolve(path);
  let at = wanted;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  const { bavail, bsize, blocks } = await statfs(at);
  const facts = { env, path: wanted, free: bavail * bsize, size: blocks * bsize };
  if (!statSync(at).isDirectory()) return { ...facts, state: 'no folder' };
  const writable = await access(at, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!writable) return { ...facts, state: 'not writable' };
  return { ...facts, state: at === wanted ? 'there' : 'to be made' };
}

export function judgeFolder({ env, path, state, free, size }: FolderFacts): DoctorFinding[] {
  const below = (limit: typeof LITTLE) => free < limit.free || (free < size * limit.share && free < PLENTY);
  const said = `${(free / GIB).toFixed(1)} GiB of ${(size / GIB).toFixed(1)} GiB are free where ${env} lies (${path}).`;
  const room = {
    what: said,
    why: 'A full disk stops the database, and a journal that cannot be written stops all sending.',
    mend: `\`df -h ${path}\` and \`du -xh --max-depth=2 ${path} | sort -h | tail\` show what fills it; enlarge that disk, or set ${env} to a folder on another.`,
  };
  return found(
    [
      state === 'no folder',
      () =>
        wrong(`folder-is-a-file:${env}`, {
          what: `${path}, which ${env} names, is no folder.`,
          why: 'Quarterly cannot write there.',
          mend: `mv ${path} ${path}.old && mkdir ${path}`,
        }),
    ],
    [
      state === 'not writable',
      () =>
        wrong(`folder-not-writable:${env}`, {
          what: `This account cannot write into ${path}, which ${env} names.`,
          why: env.startsWith('JOURNAL')
            ? 'Without its journal nothing is sent.'
            : 'What belongs there cannot be kept.',
          mend: `chown $(id -u quarterly):$(id -g quarterly) ${path} && chmod u+rwx ${path}, for the account that runs Quarterly`,
        }),
    ],
    [below(TOO_LITTLE), () => wrong(`disk-full:${env}`, room)],
    [!below(TOO_LITTLE) && below(LITTLE), () => doubtful(`disk-almost-full:${env}`, room)],
  );
}

/** What must survive a restore wants a second place. */
export function judgeJournal({
  folder,
  copyTo,
}: {
  folder: string;
  copyTo: string | undefined;
}): DoctorFinding[] {
  const why =
    'After the loss of its only disk nobody could say which mails had gone and who had left: readers would get a mail twice.';
  return found(
    [
      copyTo === undefined,
      () =>
        doubtful('journal-without-copy', {
          what: `The journal (${folder}) is written in one place only.`,
          why,
          mend: 'JOURNAL_COPY_TO=/mnt/other-disk/quarterly-journal',
        }),
    ],
    [
      copyTo !== undefined && resolve(copyTo) === resolve(folder),
      () =>
        wrong('journal-copied-onto-itself', {
          what: `JOURNAL_COPY_TO is the journal's own folder (${folder}).`,
          why,
          mend: 'JOURNAL_COPY_TO=/mnt/other-disk/quarterly-journal',
        }),
    ],
  );
}
