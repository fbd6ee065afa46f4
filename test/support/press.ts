import { Command } from 'commander';
import { vi } from 'vitest';
import { commands } from '../../src/commands/index.ts';

/**
 * A command by the program's own declarations, in this process; what it printed.
 * @throws Error with the command and what it printed until it failed
 */
export async function press(...args: string[]): Promise<string> {
  let printed = '';
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  try {
    const root = new Command('quarterly').exitOverride();
    for (const register of commands) register(root);
    await root.parseAsync(args, { from: 'user' });
    return printed;
  } catch (error) {
    throw new Error(`${args.join(' ')}: ${error instanceof Error ? error.message : error}\n${printed}`);
  } finally {
    out.mockRestore();
  }
}
