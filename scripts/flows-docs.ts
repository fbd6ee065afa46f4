import { writeFileSync } from 'node:fs';
import { flowsPage } from './flows.ts';

writeFileSync(new URL('../docs/flows.md', import.meta.url), flowsPage());
