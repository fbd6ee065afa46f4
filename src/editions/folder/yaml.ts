import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { FolderFault } from './faults.ts';

/** `null` stands for a key with nothing behind it. */
export type Plain = string | null | Plain[] | { [key: string]: Plain };

/** YAML with the line of every key and value: `lines` maps a path such as `contact.email` to its line; `broken`: it is no YAML. */
export type YamlSource = { value: Plain; lines: Map<string, number>; faults: FolderFault[]; broken: boolean };

type Reading = {
  counter: LineCounter;
  offset: number;
  file: string;
  lines: Map<string, number>;
  faults: FolderFault[];
  text: string;
};

/**
 * Reads YAML as text and nothing but text: phone numbers keep their zeros, "No" and "2017" stay what was typed.
 * @param offset lines of the file that stand before `text`
 */
export function readYaml(file: string, text: string, offset = 0): YamlSource {
  const reading: Reading = { counter: new LineCounter(), offset, file, lines: new Map(), faults: [], text };
  const source = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: reading.counter,
    prettyErrors: false,
    stringKeys: true,
    logLevel: 'silent',
  });
  for (const error of source.errors) {
    const line = reading.counter.linePos(error.pos[0]).line + offset;
    reading.faults.push({ file, line, sentence: explain(error.code, error.message) });
  }
  const broken = source.errors.length > 0;
  const value = broken ? null : plain(reading, source.contents, '');
  return { value, lines: reading.lines, faults: reading.faults, broken };
}

/** The words of the parser, with what an editor most likely did. */
function explain(code: string, message: string): string {
  const first = message.split('\n')[0]?.replace(/\.?$/, '.') ?? '';
  if (code === 'DUPLICATE_KEY') return 'This key stands twice: keep one of them.';
  if (code === 'MULTIPLE_DOCS') return 'A second "---" starts another document here: remove it.';
  if (code === 'TAB_AS_INDENT') return 'A tab indents this line: YAML allows spaces only.';
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY') {
    return 'This is not valid YAML: a value that holds a colon and a space must stand in "quotes".';
  }
  return `This is not valid YAML: ${first} If the value holds : # " or starts with a sign, put it in quotes.`;
}

export const pathOf = (steps: readonly PropertyKey[]) => steps.map(String).join('.');

function lineOf(reading: Reading, node: { range?: [number, number, number] | null }): number {
  return reading.counter.linePos(node.range?.[0] ?? 0).line + reading.offset;
}

const below = (path: string, step: string | number) => (path === '' ? String(step) : `${path}.${step}`);

const MAX_DEPTH = 12;

function plain(reading: Reading, node: Node | null, path: string): Plain {
  if (node === null) return null;
  if (!reading.lines.has(path)) reading.lines.set(path, lineOf(reading, node));
  const tooDeep = path.split('.').length > MAX_DEPTH;
  if (isAlias(node) || tooDeep) {
    const sentence = tooDeep ? 'is nested too deeply.' : 'is an alias (*name): write the value itself.';
    reading.faults.push({ file: reading.file, line: lineOf(reading, node), field: path, sentence });
    return null;
  }
  if (isMap<Node, Node | null>(node)) {
    const entries = node.items.map(({ key, value }): [string, Plain] => {
      const name = isScalar(key) ? String(key.value) : '';
      reading.lines.set(below(path, name), lineOf(reading, key));
      return [name, plain(reading, value, below(path, name))];
    });
    return Object.fromEntries(entries);
  }
  if (isSeq<Node>(node)) return node.items.map((item, at) => plain(reading, item, below(path, at)));
  if (!isScalar(node)) return null;
  const text = String(node.value);
  if (node.type === 'PLAIN') refuseCut(reading, node, path);
  return node.type === 'PLAIN' && ['', '~', 'null'].includes(text) ? null : text;
}

/** Fields that a space would make wrong in any case: a comment after one of them is a comment. */
const OF_ONE_WORD = /(^|\.)(number|position|published|slug|section|language|colour|mailbox|email)$/;

/** `headline: Meeting in room #4`: YAML reads a comment there, and the words are gone. */
function refuseCut(reading: Reading, node: Node, path: string): void {
  const [, end = 0] = node.range ?? [];
  const rest = /^[^\n]*/.exec(reading.text.slice(end))?.[0] ?? '';
  const empty = isScalar(node) && String(node.value) === '';
  const cut = (empty ? /^[ \t]*(#\S.*)$/ : /^[ \t]+(#.*)$/).exec(rest)?.[1];
  if (cut === undefined || OF_ONE_WORD.test(path)) return;
  const line = reading.counter.linePos(end).line + reading.offset;
  const sentence = `is cut short before “${cut.slice(0, 40).trim()}”, as YAML takes that for a comment: put the whole value in "quotes".`;
  reading.faults.push({ file: reading.file, line, field: path, sentence });
}
