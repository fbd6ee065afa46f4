import type { Result } from './round.ts';

const COLUMNS = ['faults', 'lost', 'doubled', 'unknown', 'by event', 'to a person'] as const;

/** The results by kind of kill, as a Markdown table. */
export function resultTable(results: readonly Result[]): string {
  const names = [...new Set(results.map((result) => result.kind))];
  const rows = names.map((name) =>
    line(
      name,
      results.filter((result) => result.kind === name),
    ),
  );
  return [
    `| what was killed | ${COLUMNS.join(' | ')} |`,
    `|---|${COLUMNS.map(() => '--:').join('|')}|`,
    ...rows,
    line('**all**', results),
  ].join('\n');
}

function line(name: string, results: readonly Result[]): string {
  const sum = (pick: (result: Result) => number) =>
    results.reduce((total, result) => total + pick(result), 0);
  const cells = [
    sum((result) => result.strikes),
    sum((result) => result.lost),
    sum((result) => result.doubled),
    sum((result) => result.unknown),
    sum((result) => result.settledByEvent),
    sum((result) => result.leftToAPerson),
  ];
  return `| ${name} | ${cells.join(' | ')} |`;
}
