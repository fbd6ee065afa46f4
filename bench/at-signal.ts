/** A bench that is stopped leaves nothing behind: embedded servers outlive their parents. */
export function closeAtSignal(close: () => Promise<unknown>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void close().finally(() => process.exit(1)));
}
