import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cruise, type IViolation } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const FOLDERS = ['src', 'workers', 'templates', 'subscribers', 'bench', 'scripts'];
/** A compiler without a JavaScript API makes dependency-cruiser see nothing, and call that clean. */
const LEAST_MODULES = 50;

export type Look = { modules: number; violations: IViolation[] };

/** Holds the imports of the project at `root` against the house rule, `.dependency-cruiser.cjs`. */
export async function lookAtHouse(root: string): Promise<Look> {
  const ours = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
  const rule = await extractOptions(ours('.dependency-cruiser.cjs'));
  const { output } = await cruise(
    FOLDERS.filter((folder) => existsSync(`${root}/${folder}`)),
    { ...rule, baseDir: root },
    undefined,
    { tsConfig: extractTsConfig(ours('tsconfig.json')) },
  );
  if (typeof output === 'string')
    throw new Error('dependency-cruiser printed a report instead of returning one');
  const modules = output.modules.filter(({ source }) => !source.includes('node_modules')).length;
  return { modules, violations: output.summary.violations };
}

/** One line for each broken rule, and for a look that saw too little to mean anything. */
export function complaints({ modules, violations }: Look): string[] {
  const broken = violations
    .filter(({ rule }) => rule.severity === 'error')
    .map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  return modules < LEAST_MODULES
    ? [`only ${modules} modules were seen: nothing was checked`, ...broken]
    : broken;
}
