import { mendAlarm, raiseAlarm } from '../alarms/index.ts';
import { inTransaction, systemClock } from '../core/index.ts';
import {
  changesSince,
  type Examination,
  isTold,
  keepExamination,
  latestExaminations,
} from '../doctor/index.ts';
import { doctorFlow, type Performed, performs } from '../flows/index.ts';
import type { App } from './app.ts';
import { examineInstallation } from './doctor.ts';

type DoctorFlowDeps = Pick<App, 'db' | 'clock' | 'databaseUrl'>;

/** The installation as this worker has it: its environment, and the database that it uses. */
const examineHere = ({ databaseUrl }: DoctorFlowDeps): Promise<Examination> =>
  examineInstallation({ env: { ...process.env, DATABASE_URL: databaseUrl }, clock: systemClock });

/**
 * The look of each night. What has come since the last one is raised as an alarm where somebody must know of it, what has gone ends
 * its alarm; all of it stands on the desk's page.
 */
export function doctorFlowActions(
  deps: DoctorFlowDeps,
  examine: () => Promise<Examination> = () => examineHere(deps),
): Performed[] {
  return [
    performs(doctorFlow, 'look', {
      inputs: () => ({}),
      async perform() {
        const now = await examine();
        const { fresh, mended } = await inTransaction(deps.db, async (tx) => {
          const changes = changesSince((await latestExaminations(tx, 1))[0], now);
          await keepExamination(tx, now);
          await tell({ ...deps, db: tx }, changes);
          return changes;
        });
        const errors = now.findings.filter(({ severity }) => severity === 'error').length;
        const outputs = {
          errors,
          warnings: now.findings.length - errors,
          fresh: fresh.map(({ code }) => code),
          mended,
        };
        return { state: 'succeeded', outputs, changed: fresh.length + mended.length > 0 };
      },
    }),
  ];
}

const keyOf = (code: string) => `doctor:${code}`;

async function tell(
  deps: Parameters<typeof raiseAlarm>[0],
  { fresh, mended }: ReturnType<typeof changesSince>,
): Promise<void> {
  for (const { code, what, mend } of fresh.filter(isTold))
    await raiseAlarm(deps, {
      cause: 'finding',
      key: keyOf(code),
      params: { what, mend },
      since: deps.clock.now(),
    });
  for (const code of mended) await mendAlarm(deps, keyOf(code));
}
