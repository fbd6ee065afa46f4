import { fileURLToPath } from 'node:url';
import { doorComplaints } from './doors.ts';
import { folderCircles } from './folder-circles.ts';
import { complaints, lookAtHouse } from './house.ts';
import { pathComplaints } from './path-literals.ts';
import { tableComplaints } from './table-writes.ts';
import { wordComplaints } from './words.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const look = await lookAtHouse(root);
const circles = folderCircles(root).map((circle) => `folders that import each other: ${circle}`);
const found = [
  ...complaints(look),
  ...tableComplaints(root),
  ...doorComplaints(root),
  ...wordComplaints(),
  ...pathComplaints(root),
  ...circles,
];
for (const line of found) console.error(line);
console.log(`The house rule: ${found.length} complaints in ${look.modules} modules.`);
process.exitCode = found.length === 0 ? 0 : 1;
