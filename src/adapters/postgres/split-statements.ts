/** What a semicolon does not end: strings, quoted names, dollar-quoted bodies, and both kinds of comment. */
const WHOLE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Pure: the statements of a text of SQL, each without its semicolon. */
export function splitStatements(text: string): string[] {
  const statements: string[] = [];
  let from = 0;
  const whole = [...text.matchAll(WHOLE)].map(
    (found) => [found.index, found.index + found[0].length] as const,
  );
  for (const { index } of text.matchAll(/;/g)) {
    if (whole.some(([begin, end]) => index > begin && index < end)) continue;
    statements.push(text.slice(from, index));
    from = index + 1;
  }
  return [...statements, text.slice(from)].map((one) => one.trim()).filter((one) => bare(one) !== '');
}

/** One line of it, as a person finds it again in the migration. */
export const headOfStatement = (statement: string): string => {
  const line = bare(statement).replace(/\s+/g, ' ');
  return line.length <= 100 ? line : `${line.slice(0, 99)}…`;
};

const bare = (statement: string) => statement.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim();
