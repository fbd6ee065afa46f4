import { Command, CommanderError } from 'commander';
import { EXIT } from './commands/exit.ts';
import { commands } from './commands/index.ts';
import { outliveReaders } from './commands/pipes.ts';
import { isFault, sentenceOf } from './core/fault.ts';
import { packageVersion } from './core/installation.ts';

function program(): Command {
  const root = new Command('quarterly')
    .description(
      'A bulletin service: each subscriber gets one e-mail that holds only the sections they chose.',
    )
    .version(packageVersion())
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: false });
  for (const register of commands) register(root);
  return root;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  process.stderr.write(`${sentenceOf(error)}\n`);
  if (isFault(error)) for (const detail of error.details) process.stderr.write(`  ${detail}\n`);
  else if (process.env.LOG_LEVEL === 'debug' && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  return EXIT.fault;
}

outliveReaders();
try {
  await program().parseAsync();
  process.exitCode ??= EXIT.done;
} catch (error) {
  process.exitCode = report(error);
}
