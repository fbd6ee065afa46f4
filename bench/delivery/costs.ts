import { systemClock } from '../../src/core/index.ts';
import { planDeliveries } from '../../src/delivery/index.ts';
import { send, simulator } from './processes.ts';
import { say } from './say.ts';
import { newEdition, type Stores, setReaders } from './stores.ts';

const ROUNDS = 3;

/** Processor time a mail: ours with all its records, a bare loop of the SDK, and a naive script. Best of three, in turn. */
export async function costs({ db, url }: Stores, mails: number): Promise<void> {
  const { url: endpoint, close } = await simulator(0);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await setReaders(db, mails);
    const edition = await newEdition(db);
    await planDeliveries({ db, clock: systemClock }, edition);
    const [mine] = await send([{ mode: 'ours', endpoint, database: url, edition }]);
    const [plain] = await send([{ mode: 'plain', endpoint, mails }]);
    ours.push((mine?.cpuMs ?? 0) / mails);
    bare.push((plain?.cpuMs ?? 0) / mails);
  }
  const few = Math.min(200, mails);
  const [naive] = await send([{ mode: 'naive', endpoint, mails: few }]);
  close();
  const [mine, plain] = [Math.min(...ours), Math.min(...bare)];
  const script = (naive?.cpuMs ?? 0) / few;
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  say({
    what: 'CPU a mail, worker against plain SDK',
    measured: ms(mine),
    control: ms(plain),
    ratio: mine / plain,
    target: '≤ 0.6×',
  });
  say({
    what: 'CPU a mail, naive script against worker',
    measured: ms(mine),
    control: ms(script),
    ratio: script / mine,
    target: '≥ 10×',
  });
}
