import { parseArgs } from 'node:util';
import { costs } from './costs.ts';
import { ledger, memory, queueMemory, twoWorkers } from './scale.ts';
import { openStores } from './stores.ts';

/**
 * `npm run bench:delivery -- [--mails 3000] [--readers 1000000] [--only costs,ledger,workers,memory,queue]`
 * Prints one line a figure: what, measured, control, ratio, target. docs/performance.md says how and where it was run.
 */
const { values } = parseArgs({
  options: {
    mails: { type: 'string', default: '3000' },
    readers: { type: 'string', default: '1000000' },
    only: { type: 'string', default: 'costs,ledger,workers,memory,queue' },
  },
});
const [mails, readers, only] = [Number(values.mails), Number(values.readers), values.only.split(',')];
const stores = await openStores();
try {
  if (only.includes('costs')) await costs(stores, mails);
  if (only.includes('ledger')) await ledger(stores, readers);
  if (only.includes('workers')) await twoWorkers(stores, mails);
  if (only.includes('memory')) await memory(stores, readers);
  if (only.includes('queue')) await queueMemory();
} finally {
  await stores.close();
}
