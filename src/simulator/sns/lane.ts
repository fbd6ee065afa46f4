type Work = () => Promise<void>;

/** First in, first out; `Array.shift` moves the whole array once it is long. */
function queue() {
  let items: Work[] = [];
  let head = 0;
  return {
    add: (item: Work) => items.push(item),
    take() {
      const item = items[head];
      if (item) head += 1;
      if (head > 1_024 && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
    size: () => items.length - head,
    clear() {
      items = [];
      head = 0;
    },
  };
}

/** Runs work now or after a delay, so many at a time, and none while `held()`. */
export function createLane(atOnce: number, held: () => boolean) {
  const waiting = queue();
  const timers = new Set<NodeJS.Timeout>();
  let running = 0;

  function pump() {
    while (!held() && running < atOnce) {
      const work = waiting.take();
      if (!work) return;
      running += 1;
      void work().finally(() => {
        running -= 1;
        pump();
      });
    }
  }

  function add(work: Work, afterMs = 0) {
    if (afterMs > 0) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        add(work);
      }, afterMs);
      timers.add(timer);
      return;
    }
    waiting.add(work);
    pump();
  }

  return {
    add,
    pump,
    pending: () => waiting.size() + running + timers.size,
    clear() {
      waiting.clear();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
