/** Progress of a long work: a bar on a terminal, a line at each tenth elsewhere. */
export type Progress = {
  to(done: number, total: number): void;
  /** A sentence on a line of its own. */
  note(sentence: string): void;
  end(): void;
};

const WIDTH = 32;

export function progress(label: string, out: NodeJS.WriteStream = process.stdout): Progress {
  return out.isTTY ? bar(label, out) : lines(label, out);
}

function bar(label: string, out: NodeJS.WriteStream): Progress {
  return {
    to(done, total) {
      const part = total === 0 ? 1 : done / total;
      const full = Math.round(part * WIDTH);
      out.write(`\r${label} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done}/${total}  `);
    },
    note(sentence) {
      out.write(`\n${sentence}\n`);
    },
    end() {
      out.write('\n');
    },
  };
}

function lines(label: string, out: NodeJS.WriteStream): Progress {
  let said = -1;
  return {
    to(done, total) {
      const tenth = total === 0 ? 10 : Math.floor((done / total) * 10);
      if (tenth === said) return;
      said = tenth;
      out.write(`${label} ${done}/${total}\n`);
    },
    note(sentence) {
      out.write(`${sentence}\n`);
    },
    end() {},
  };
}
