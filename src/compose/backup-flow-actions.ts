import { type ActionOutcome, backupFlow, type Performed, performs } from '../flows/index.ts';
import type { App } from './app.ts';
import { removeOldBackups, writeNightly } from './nightly-backups.ts';

type BackupFlowDeps = Pick<App, 'clock' | 'log' | 'databaseUrl'> & {
  config: Pick<App['config'], 'backupDir' | 'backupKeep' | 'dataDir'>;
};

/** A worker of another machine may have the folder: it is left to that one for so long. */
const LEFT_TO_OTHERS_MS = 3_600_000;
const LOOK_AGAIN_MS = 10_000;

/** The backup of each night, by a worker that has `BACKUP_DIR`. */
export function backupFlowActions(deps: BackupFlowDeps): Performed[] {
  const { clock, config } = deps;
  const folder = config.backupDir;
  const elsewhere = (slot: Date | null): ActionOutcome<never> =>
    clock.now().getTime() - (slot?.getTime() ?? 0) < LEFT_TO_OTHERS_MS
      ? { state: 'running', againMs: LOOK_AGAIN_MS }
      : { state: 'skipped', outputs: { because: 'no worker that runs has BACKUP_DIR', by: null } };
  return [
    performs(backupFlow, 'write', {
      inputs: ({ slot }) => ({ folder: folder ?? null, slot: slot ?? clock.now() }),
      async perform({ slot }) {
        if (folder === undefined) return elsewhere(slot);
        const outputs = await writeNightly(deps, { folder, slot: slot ?? clock.now() });
        deps.log.info({ file: outputs.file, rows: outputs.rows }, 'backup written');
        return { state: 'succeeded', outputs, changed: true };
      },
    }),
    performs(backupFlow, 'remove-old', {
      inputs: () => ({ folder: folder ?? null, keep: config.backupKeep }),
      async perform({ slot }) {
        if (folder === undefined) return elsewhere(slot);
        return { state: 'succeeded', outputs: await removeOldBackups(deps, folder) };
      },
    }),
  ];
}
