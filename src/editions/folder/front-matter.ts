/** A Markdown file cut at its front matter. `bodyLine` is the line on which the body starts. */
export type FrontMatter = { yaml: string; body: string; bodyLine: number };

/** `undefined` when the text does not start with `---` or the closing `---` is not there. */
export function cutFrontMatter(text: string): FrontMatter | undefined {
  const lines = text.split('\n');
  if (lines[0]?.trimEnd() !== '---') return undefined;
  const end = lines.findIndex((line, at) => at > 0 && /^(---|\.\.\.)\s*$/.test(line));
  if (end === -1) return undefined;
  const body = lines.slice(end + 1);
  const blank = Math.max(
    0,
    body.findIndex((line) => line.trim() !== ''),
  );
  return {
    yaml: lines.slice(1, end).join('\n'),
    body: body.join('\n').trim(),
    bodyLine: end + 2 + blank,
  };
}
