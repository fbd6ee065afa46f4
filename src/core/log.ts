/** What rooms may log through. Values must hold ids and counts, never addresses or secrets. */
export type Log = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
