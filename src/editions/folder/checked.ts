import { z } from 'zod';
import type { FolderFault } from './faults.ts';
import { didYouMean } from './nearest.ts';
import { pathOf, type YamlSource } from './yaml.ts';

/** What the schema makes of the source, and every fault with its line. A missing key stands at its parent's line. */
export function checked<Out>(
  file: string,
  source: YamlSource,
  schema: z.ZodType<Out>,
): { value?: Out; faults: FolderFault[] } {
  if (source.broken) return { faults: source.faults };
  const result = schema.safeParse(source.value);
  if (result.success) return { value: result.data, faults: [...source.faults] };
  const told = new Set(source.faults.map(({ field }) => field));
  const faults = result.error.issues.flatMap((issue) => {
    const path = issue.path;
    if (issue.code !== 'unrecognized_keys') {
      return [{ file, line: lineAt(source, path), field: pathOf(path), sentence: issue.message }];
    }
    return issue.keys.map((key) => ({
      file,
      line: lineAt(source, [...path, key]),
      field: pathOf([...path, key]),
      sentence: `is not a key that is known here.${didYouMean(key, keysAt(schema, path))}`,
    }));
  });
  return { faults: [...source.faults, ...faults.filter(({ field }) => !told.has(field))] };
}

export function lineAt(source: YamlSource, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const line = source.lines.get(pathOf(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
}

/** The keys that the schema knows at `path`, through lists, pipes and optional wrappers. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const bare = unwrapped(schema);
  if (bare instanceof z.ZodArray) return keysAt(bare.element as z.ZodType, path.slice(1));
  if (!(bare instanceof z.ZodObject)) return [];
  const [step, ...rest] = path;
  if (step === undefined) return Object.keys(bare.shape);
  const inner: z.ZodType | undefined = bare.shape[String(step)];
  return inner ? keysAt(inner, rest) : [];
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return unwrapped(schema.unwrap() as z.ZodType);
  // What is read first, and then made into something else; or made into it, and then read.
  if (schema instanceof z.ZodPipe)
    return unwrapped((schema.out instanceof z.ZodTransform ? schema.in : schema.out) as z.ZodType);
  return schema;
}
