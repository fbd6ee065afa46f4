import type { ColumnType } from 'kysely';

/** Parameters of a `reason_code`, by `Reasons`; null = it has none. */
export type ReasonParams = ColumnType<unknown, string | null | undefined, string | null>;
