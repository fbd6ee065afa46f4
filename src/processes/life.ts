import type { Progress } from '../terminal/progress.ts';

const SILENT_MS = 1_500;

/** Shows that a step goes on whenever nothing else has been said for a while: a count of seconds. */
export function showLife(out: NodeJS.WriteStream = process.stdout) {
  const began = performance.now();
  let last = began;
  let shown = false;
  const clear = () => {
    if (shown && out.isTTY) out.write('\r\u001b[K');
    shown = false;
  };
  const timer = setInterval(() => {
    if (performance.now() - last < SILENT_MS) return;
    last = performance.now();
    const words = `  … ${Math.round((last - began) / 1_000)} s`;
    out.write(out.isTTY ? `\r${words}` : `${words}\n`);
    shown = true;
  }, 250);
  return {
    heard: () => {
      clear();
      last = performance.now();
    },
    end: () => {
      clearInterval(timer);
      clear();
    },
  };
}

/** Does `work`, and shows life until it is done. */
export async function withLife<T>(work: () => Promise<T>): Promise<T> {
  const life = showLife();
  try {
    return await work();
  } finally {
    life.end();
  }
}

/** A progress that shows life while it stands still. */
export function lively(progress: Progress): Progress {
  const life = showLife();
  let before = -1;
  return {
    to(done, total) {
      if (done === before) return;
      before = done;
      life.heard();
      progress.to(done, total);
    },
    note(sentence) {
      life.heard();
      progress.note(sentence);
    },
    end() {
      life.end();
      progress.end();
    },
  };
}
