import { createInterface } from 'node:readline/promises';
import { fault } from '../core/fault.ts';
import { say } from './say.ts';

/** Whether a person types the command, and can be asked. */
export const atTerminal = () => process.stdin.isTTY && process.stdout.isTTY;

export type TerminalQuestion = {
  /** `--yes` was given. */
  yes?: boolean | undefined;
  /** Ends with a question mark. */
  question: string;
};

/**
 * Asks a person at a terminal before something that cannot be undone; what it means was said before. `--yes` answers it.
 * @throws Fault `conflict` without a terminal and without `--yes`, and when the answer is no: then nothing is changed.
 */
export async function confirmAtTerminal({ yes, question }: TerminalQuestion): Promise<void> {
  if (yes) return;
  if (!atTerminal()) {
    throw fault('conflict', 'Nothing was changed: there is nobody to ask here, and --yes was not given.');
  }
  say();
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await lines.question(`${question} [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) throw fault('conflict', 'Nothing was changed.');
  } finally {
    lines.close();
  }
}
