import { fileURLToPath } from 'node:url';
import { complaints, lookAtHouse } from './house.ts';

const look = await lookAtHouse(fileURLToPath(new URL('..', import.meta.url)));
const found = complaints(look);
for (const line of found) console.error(line);
console.log(`The house rule: ${found.length} complaints in ${look.modules} modules.`);
process.exitCode = found.length === 0 ? 0 : 1;
