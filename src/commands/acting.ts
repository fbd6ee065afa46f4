import { type Permission, requireMay } from '../access/index.ts';
import type { App } from '../compose/app.ts';
import { shellActorFor } from '../compose/shell-actor.ts';
import type { Actor, EmailAddress } from '../core/index.ts';
import { withApp } from './with-app.ts';

/** In whose name it is done; left out: of the account that types. */
export type Named = { as?: EmailAddress };

/**
 * The work of a command that changes something, by somebody who may. No other way leads from a command to who acts.
 * @throws Fault `forbidden` when the role of whoever was given is not enough.
 */
export const acting = (
  permission: Permission,
  { as }: Named,
  work: (app: App, by: Actor) => void | Promise<void>,
): Promise<void> =>
  withApp(async (app) => {
    const by = await shellActorFor(app.db, as);
    requireMay(by, permission);
    await work(app, by);
  });

/** Of a command that takes no name: the account that types it is the operator. */
export const OPERATOR: Named = {};
