/**
 * Does work that stands in nobody's way, a slice of at most `size` at a time, until less than a slice was left or it is
 * told to stop. Returns how much was done.
 */
export async function inSlices(
  size: number,
  signal: AbortSignal | undefined,
  once: () => Promise<number>,
): Promise<number> {
  let total = 0;
  while (!signal?.aborted) {
    const done = await once();
    total += done;
    if (done < size) break;
  }
  return total;
}
