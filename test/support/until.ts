/** Waits until `holds()` is true, on a busy machine too; fails after `ms` with the condition's own source. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 120_000): Promise<void> {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`not true after ${ms} ms: ${holds}`);
}
