import type { Actor, Db, FlowName } from '../core/index.ts';

/** Whether a flow starts by itself, since when, and who said so. */
export type FlowSwitch = { isOn: boolean; at: Date; by: Actor };

/** The switch of a flow; undefined when nobody has touched it, so that it is on. */
export async function switchOf(db: Db, flow: FlowName): Promise<FlowSwitch | undefined> {
  const row = await db.selectFrom('flow_switches').selectAll().where('flow', '=', flow).executeTakeFirst();
  return row && { isOn: row.is_on, at: row.changed_at, by: row.changed_by };
}

/** Turns it; false when it stood so already. */
export async function writeSwitch(db: Db, flow: FlowName, { isOn, at, by }: FlowSwitch): Promise<boolean> {
  const row = { is_on: isOn, changed_at: at, changed_by: JSON.stringify(by) };
  const written = await db
    .insertInto('flow_switches')
    .values({ flow, ...row })
    .onConflict((known) => known.column('flow').doUpdateSet(row).where('flow_switches.is_on', '!=', isOn))
    .returning('flow')
    .executeTakeFirst();
  return written !== undefined;
}
