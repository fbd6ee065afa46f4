import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const FOLDERS = ['src', 'subscribers', 'templates', 'workers'];
const IMPORT = /^(?:import|export)\s[^;]*?from '(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm;

type Graph = Map<string, Set<string>>;

/**
 * Folders that import each other, each circle as `a → b → a`: two such folders are one, whatever they are called. Imports of
 * types count. A folder and what lies in it are no circle: the parts of a room may know what the room has in common.
 */
export function folderCircles(root: string): string[] {
  const graph = folderGraph(root);
  return [...graph.keys()].sort().flatMap((start) => {
    const way = wayBack(graph, start);
    // Told once, from the first of its folders.
    return way?.every((folder) => folder >= start) ? [[...way, start].join(' → ')] : [];
  });
}

function folderGraph(root: string): Graph {
  const graph: Graph = new Map();
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue;
      const file = join(root, folder, name);
      const from = relative(root, dirname(file));
      for (const [, plain, lazy] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
        const to = relative(root, dirname(join(dirname(file), plain ?? lazy ?? '')));
        if (!within(from, to) && !within(to, from)) graph.set(from, (graph.get(from) ?? new Set()).add(to));
      }
    }
  }
  return graph;
}

const within = (folder: string, other: string) => folder === other || folder.startsWith(`${other}/`);

/** The shortest way from a folder back to itself, without its end. */
function wayBack(graph: Graph, start: string): string[] | undefined {
  const seen = new Set<string>();
  const open: string[][] = [[start]];
  for (let way = open.shift(); way; way = open.shift()) {
    for (const next of graph.get(way.at(-1) as string) ?? []) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push([...way, next]);
    }
  }
  return undefined;
}
