import { writeFileSync } from 'node:fs';
import { interfacesPage } from './interfaces.ts';

writeFileSync(new URL('../docs/interfaces.md', import.meta.url), interfacesPage());
