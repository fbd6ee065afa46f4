import type { Token } from 'markdown-it';
import { adviceOn } from './advice.ts';
import { overLimits } from './limits.ts';
import { markdownParser } from './parser.ts';
import { type BodyRemark, inLineOrder, type Remarks } from './remark.ts';

export type ReadBody = Remarks & {
  /** Tags of our own choice, each closed; still to be sanitised. */
  html: string;
  /** What was most likely meant otherwise. */
  advice: BodyRemark[];
};

const parser = markdownParser();

/**
 * A body as HTML. At most 2 s of CPU for 1 MB: what would take longer, or is too deep, is a fault, and its words come as
 * they were typed.
 */
export function readBody(markdown: string): ReadBody {
  const over = overLimits(markdown);
  if (over) return { html: asTyped(markdown), losses: [], faults: [over], advice: [] };
  const found: Remarks & { footnotes?: unknown } = { losses: [], faults: [] };
  const tokens = parser.parse(markdown, found);
  const advice = adviceOn(markdown, tokens);
  found.losses.push(...unused(markdown, tokens, found));
  const { losses, faults } = found;
  const html = faults.length > 0 ? asTyped(markdown) : parser.renderer.render(tokens, parser.options, found);
  return { html, losses: inLineOrder(losses), faults: inLineOrder(faults), advice: inLineOrder(advice) };
}

/** Comments are never published. */
const asTyped = (markdown: string) =>
  markdown
    .replace(/<!--.*?(-->|$)/gs, '')
    .split(/\n{2,}/)
    .map((text) => `<p>${parser.utils.escapeHtml(text)}</p>`)
    .join('');

type Found = { footnotes?: { refs?: Record<string, number> }; references?: Record<string, unknown> };

/** Definitions of links and notes that nothing refers to, and titles of code, have no place in print. */
function unused(markdown: string, tokens: readonly Token[], env: object): BodyRemark[] {
  const { footnotes, references } = env as Found;
  const notes = Object.entries(footnotes?.refs ?? {}).filter(([, id]) => id < 0);
  const used = new Set(
    Array.from(markdown.matchAll(/\]\[([^[\]]{1,999})\]|\[([^[\]]{1,999})\](?!:)/g), ([, a, b]) =>
      key(a ?? b),
    ),
  );
  const links = Object.keys(references ?? {}).filter((label) => !used.has(key(label)));
  return [
    ...[...notes.map(([label]) => `[^${label.slice(1)}]:`), ...links.map((label) => `[${label}]:`)]
      .slice(0, MOST_UNUSED)
      .map((definition) => unusedAt(markdown, definition)),
    ...tokens
      .filter(({ type, info }) => type === 'fence' && /\S\s+\S/.test(info))
      .map(({ map, info }) => ({
        line: (map?.[0] ?? 0) + 1,
        sentence: `The words “${info.trim()}” after the fence are not shown: put them on a line of their own.`,
      })),
  ];
}

/** Each is looked for in the whole text. */
const MOST_UNUSED = 20;

const key = (label = '') => label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();

function unusedAt(markdown: string, definition: string): BodyRemark {
  const at = markdown.toUpperCase().indexOf(definition.toUpperCase());
  const line = at < 0 ? 1 : markdown.slice(0, at).split('\n').length;
  const written = at < 0 ? definition : markdown.slice(at, at + definition.length);
  return { line, sentence: `Nothing refers to “${written.slice(0, 60)}”, so it is not shown.` };
}
