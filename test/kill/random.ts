/** Park and Miller's generator: a round can be had again by its seed. */
export function createRandom(): { seed: number; random: () => number } {
  const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
  let state = seed;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return { seed, random };
}

/** `npm run test:kill` sets it; in `npm test` only the kinds of death that readers would feel most. */
export const ROUNDS = Number(process.env.KILL_ROUNDS ?? 0);

/** How often the plug is pulled in each round: most of a round's time is not the strike's. */
export const STRIKES = Number(process.env.KILL_STRIKES ?? 1);

/** The kinds in turn, those of `KILL_ONLY`, or the few of `npm test`. */
export function scheduled<T extends { name: string }>(kinds: readonly T[], short: readonly string[]): T[] {
  if (ROUNDS === 0) return kinds.filter(({ name }) => short.includes(name));
  const all = kinds.filter(({ name }) => name.includes(process.env.KILL_ONLY ?? ''));
  return Array.from({ length: ROUNDS }, (_, n) => all[n % all.length] as T);
}
