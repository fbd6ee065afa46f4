/** A person's answer goes to standard output; logs go to standard error. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}
export const sayJson = (value: unknown) => say(JSON.stringify(value, null, 2));

/** Columns of text, each as wide as its widest cell. */
export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `1 article`, `2 articles`. */
export const count = (n: number, noun: string, plural = `${noun}s`) =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? noun : plural}`;
