import type { Token } from 'markdown-it';

/** A year or a postcode at the start of a paragraph; no list of ours has so many items. */
const YEAR = 1000;

/** An ordered list by the places of its tokens: its items open at every other of `ends`, and close at the next. */
type NumberedList = { open: Token; items: number[]; ends: number[] };

/** `1984. Another such year` is no list whose first number is 1984; numbers that are typed with gaps keep them. */
export function keepNumbers(tokens: Token[]): void {
  const open: NumberedList[] = [];
  tokens.forEach((token, at) => {
    if (/^(ordered|bullet)_list_open$/.test(token.type)) open.push({ open: token, items: [], ends: [] });
    if (token.type === 'list_item_open') open.at(-1)?.items.push(at);
    if (token.type === 'list_item_close') open.at(-1)?.ends.push(at);
    if (!/_list_close$/.test(token.type)) return;
    const list = open.pop();
    if (list?.open.type === 'ordered_list_open') keepNumbersOf(tokens, list, token);
  });
}

function keepNumbersOf(tokens: Token[], list: NumberedList, close: Token): void {
  const items = list.items.map((at) => tokens[at] as Token);
  const numbers = items.map(({ info }) => Number(info));
  const [first = 0] = numbers;
  if (first >= YEAR) {
    for (const at of list.items) asParagraph(tokens, at);
    for (const token of [list.open, close, ...list.ends.map((at) => tokens[at] as Token)]) silence(token);
    return;
  }
  // 1. 1. 1. is how some write a list that counts by itself.
  const chosen = numbers.every((number, index) => index === 0 || number !== numbers[index - 1]);
  items.forEach((item, index) => {
    if (chosen && Number(item.info) !== first + index) item.attrSet('value', item.info);
  });
}

/** The item's first paragraph is one of the text, with its number; those of a tight list were hidden. */
function asParagraph(tokens: Token[], at: number): void {
  const [item, paragraph, words] = tokens.slice(at, at + 3) as [Token, Token?, Token?];
  const number = `${item.info}${item.markup} `;
  if (paragraph?.type === 'paragraph_open' && words?.type === 'inline') {
    words.content = `${number}${words.content}`;
    silence(item);
  } else {
    item.type = 'typed';
    item.content = number;
  }
  for (let next = at + 1; next < tokens.length; next += 1) {
    const token = tokens[next] as Token;
    if (token.level === item.level) return;
    if (/^paragraph_/.test(token.type) && token.level === item.level + 1) token.hidden = false;
  }
}

/** Renders as nothing. */
export function silence(token: Token): void {
  token.type = 'text';
  token.content = '';
}

const TASK = /^\[([ xX])\][ \t]+(?=\S)/;

/** `- [x] done`: the box is taken from the words before they are read as a link. */
export function readTasks(tokens: Token[]): void {
  tokens.forEach((token, at) => {
    const words = tokens[at + 2];
    const box = token.type === 'list_item_open' && words?.type === 'inline' && TASK.exec(words.content);
    if (!box || !words) return;
    words.content = words.content.slice(box[0].length);
    words.meta = { done: box[1] !== ' ' };
  });
}

export function showTasks(tokens: Token[]): void {
  for (const token of tokens) {
    if (token.type !== 'inline' || token.meta?.done === undefined || !token.children) continue;
    const task = Object.assign(Object.create(Object.getPrototypeOf(token)), token, {
      type: 'task',
      children: null,
    });
    token.children.unshift(task);
  }
}

/** GitHub drops the cells that a row has beyond its table's heading; here they stay, as typed, in the last one. */
export function completeCells(tokens: readonly Token[], source: string): void {
  const lines = source.split('\n');
  let row: { line: number; cells: Token[] } | undefined;
  for (const token of tokens) {
    const align = /^text-align:(\w+)$/.exec(String(token.attrGet('style') ?? ''))?.[1];
    if (align) token.attrs = [['align', align]];
    if (token.type === 'tr_open') row = { line: token.map?.[0] ?? -1, cells: [] };
    if (token.type === 'inline') row?.cells.push(token);
    if (token.type !== 'tr_close' || !row) continue;
    completeRow(row.cells, lines[row.line] ?? '');
    row = undefined;
  }
}

function completeRow(cells: readonly Token[], line: string): void {
  const [first, last] = [cells[0], cells.at(-1)];
  const typed = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
  const leads = first !== undefined && first.content !== '' && typed[0]?.endsWith(first.content);
  const beyond = typed.slice(cells.length + (leads ? 0 : 1));
  if (beyond.at(-1) === '') beyond.pop();
  if (last && beyond.some((cell) => cell !== '')) last.content = [last.content, ...beyond].join(' | ');
}
