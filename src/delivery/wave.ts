import type { EditionNumber } from '../core/index.ts';
import type { DeliveryDeps } from './deps.ts';
import { openNextWave, scheduleNextWave, waveIsOut } from './wave.store.ts';

/** How long the first wave's bounces and complaints are waited for: nearly all come within minutes. */
export const RAMP_WAIT_MS = 15 * 60_000;

/** When the first wave is out, sets the time at which the rest goes. */
export async function closeWave(
  { db, clock }: Pick<DeliveryDeps, 'db' | 'clock'>,
  edition: EditionNumber,
): Promise<void> {
  if (!(await waveIsOut(db, edition))) return;
  await scheduleNextWave(db, edition, new Date(clock.now().getTime() + RAMP_WAIT_MS));
}

/** Lets the rest go where the wait is over and the run was not held meanwhile. Returns the editions to ring for. */
export const openWaves = ({ db, clock }: Pick<DeliveryDeps, 'db' | 'clock'>) => openNextWave(db, clock.now());
