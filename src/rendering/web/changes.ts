import type { Change } from '../../../templates/web/article.tsx';
import type { CorrectedText } from '../../core/index.ts';
import { plainText } from './plain.ts';

/** Beyond this many words the comparison would cost more than its answer is worth; whole texts stand side by side. */
const MOST_WORDS = 3_000;
/** Words kept around a change, so that one sees where it is. */
const CONTEXT = 8;

/** What changed between two versions of an article, part by part; parts that are alike are left out. */
export function changedParts(
  before: CorrectedText,
  after: CorrectedText,
): { part: string; words: Change[] }[] {
  const parts: [string, string, string][] = [
    ['Headline', before.headline, after.headline],
    ['Summary', before.summary, after.summary],
    ['Text', plainText(before.body), plainText(after.body)],
    ['Organisation', before.organisation ?? '', after.organisation ?? ''],
    ['Contact', contactText(before), contactText(after)],
    ['Links', linkText(before), linkText(after)],
  ];
  return parts
    .filter(([, old, now]) => old !== now)
    .map(([part, old, now]) => ({ part, words: shorten(compareWords(old, now)) }));
}

/** In an order of its own: what is stored may have the fields in another one. */
const contactText = ({ contact = {} }: CorrectedText) => {
  const { name, role, email, phone, url } = contact;
  return [name, role, email, phone, url].filter(Boolean).join(', ');
};
const linkText = ({ links }: CorrectedText) => links.map(({ text, url }) => `${text}: ${url}`).join('; ');

/** Words with the space before them, so that joining them gives the text back. */
const wordsOf = (text: string) => text.match(/\s*\S+/g) ?? [];

/** The shortest list of words removed and added (longest common subsequence). */
export function compareWords(before: string, after: string): Change[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  if (old.length > MOST_WORDS || now.length > MOST_WORDS) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: ` ${after}` },
    ];
  }
  const length = commonLengths(old, now);
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const at = (length[i]?.[j + 1] ?? -1) > (length[i + 1]?.[j] ?? -1) ? 'added' : 'removed';
    if (i < old.length && j < now.length && same(old[i], now[j])) {
      push(changes, 'same', now[j]);
      [i, j] = [i + 1, j + 1];
    } else if (j < now.length && (i >= old.length || at === 'added')) push(changes, 'added', now[j++]);
    else push(changes, 'removed', old[i++]);
  }
  return changes;
}

const same = (a = '', b = '') => a.trim() === b.trim();

function push(changes: Change[], kind: Change['kind'], text = ''): void {
  const last = changes.at(-1);
  if (last?.kind === kind) last.text += text;
  else changes.push({ kind, text });
}

/** `length[i][j]`: how many words the ends of both texts, from i and j on, have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint16Array[] {
  const length = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    const [row, below] = [length[i] as Uint16Array, length[i + 1] as Uint16Array];
    for (let j = now.length - 1; j >= 0; j--) {
      row[j] = same(old[i], now[j]) ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return length;
}

/** Cuts long unchanged stretches down to the words next to a change. */
function shorten(changes: readonly Change[]): Change[] {
  return changes.map((change, index): Change => {
    const words = wordsOf(change.text);
    if (change.kind !== 'same' || words.length <= 2 * CONTEXT) return change;
    const head = index === 0 ? '' : words.slice(0, CONTEXT).join('');
    const tail = index === changes.length - 1 ? '' : words.slice(-CONTEXT).join('');
    return { kind: 'same', text: `${head} … ${tail.trimStart()}` };
  });
}
