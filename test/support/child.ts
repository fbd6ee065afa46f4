import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type Child = {
  process: ChildProcess;
  /** The next thing it says over IPC; rejects when it ends instead. */
  says(): Promise<string>;
  /** When it has ended: its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
};

/** Runs a script of test/support in a process of its own. */
export function startChild(script: string, ...args: string[]): Child {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (text) => (errors += text));
  const ended: Child['ended'] = new Promise((done) =>
    child.once('exit', (code, signal) => done(signal ?? code)),
  );
  const said: string[] = [];
  const listeners: ((text: string) => void)[] = [];
  child.on('message', (text: string) => {
    const listener = listeners.shift();
    if (listener) listener(text);
    else said.push(text);
  });
  return {
    process: child,
    ended,
    says: () =>
      new Promise((done, failed) => {
        const first = said.shift();
        if (first !== undefined) return done(first);
        listeners.push(done);
        void ended.then((how) => failed(new Error(`${script} ended (${how}): ${errors}`)));
      }),
  };
}
