type Filled<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Keys without a value go, so that what is stored and what is read again compare equal. */
export const withoutGaps = <T extends object>(value: T): Filled<T> =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Filled<T>;
