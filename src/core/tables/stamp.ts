import type { ColumnType } from 'kysely';

/** A `timestamptz`: read as Date, written as Date or ISO 8601 text. */
export type Stamp = ColumnType<Date, Date | string, Date | string>;
