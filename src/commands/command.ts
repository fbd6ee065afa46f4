import type { Command } from 'commander';
import type { App } from '../app.ts';

/**
 * Opens the app, runs the work of one command, and closes the app again whatever happens.
 * Every command is `command.action((…arguments) => withApp(async (app) => { … }))`.
 */
export type WithApp = (work: (app: App) => Promise<void>) => Promise<void>;

/** Several files speak of one noun, such as `edition`: the first to come makes it. */
export const noun = (program: Command, name: string, description: string): Command =>
  program.commands.find((command) => command.name() === name) ??
  program.command(name).description(description);

/** A person's answer goes to standard output; logs go to standard error. */
export function say(line = ''): void {
  process.stdout.write(`${line}
`);
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
