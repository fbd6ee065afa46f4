import { z } from 'zod';
import { fault } from '../core/index.ts';

/** What a backup holds: it stands in it as its last entry, so one that was not finished has none. */
const manifestSchema = z.object({
  format: z.literal(1),
  madeAt: z.string(),
  /** Of PostgreSQL, as `server_version_num`. */
  postgres: z.number(),
  /** Migrations that were applied, in their order: the last names the schema. */
  schema: z.array(z.string()).min(1),
  tables: z.array(
    z.object({
      table: z.string(),
      columns: z.array(z.string()),
      rows: z.number(),
      octets: z.number(),
      sha256: z.string(),
    }),
  ),
  sequences: z.record(z.string(), z.number()),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type TableEntry = Manifest['tables'][number];

export const MANIFEST = 'manifest.json';
export const entryOf = (table: string) => `tables/${table}.copy`;

/** @throws Fault `invalid` for what is no manifest of ours. */
export function readManifest(text: string): Manifest {
  const read = manifestSchema.safeParse(parsed(text));
  if (read.success) return read.data;
  throw fault('invalid', 'The manifest of this file is none of a backup that this program can read.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An older program knows neither the newer tables nor what their rows mean. @throws Fault `conflict` */
export function refuseNewerSchema({ schema }: Pick<Manifest, 'schema'>, known: readonly string[]): void {
  const newer = schema.find((name) => !known.includes(name));
  if (newer === undefined) return;
  throw fault(
    'conflict',
    `This backup is of a newer version (it has ${newer}): restore it with the program that made it, or a newer one.`,
  );
}
