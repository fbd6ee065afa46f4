import type { Actor, Role } from '../core/index.ts';

/** Whoever has a role, and who acts without one: somebody at a terminal, a guest by link, a contributor, the flow. */
type Who = Role | 'terminal' | 'guest' | 'contributor' | 'flow';

const DESK = ['editor', 'approver', 'admin', 'terminal'] as const;

/** Who may do what: the only table of it. Readers' own doings and Amazon's reports are not asked for here. */
const MAY = {
  'article.write': [...DESK, 'contributor'],
  'article.judge': DESK,
  'edition.write': [...DESK, 'flow'],
  'edition.approve': ['approver', 'admin', 'terminal', 'guest', 'flow'],
  /** In an emergency, without a second person; another looks at it afterwards. */
  'edition.approve-alone': DESK,
  'edition.look-again': ['approver', 'admin', 'terminal'],
  'edition.reopen': DESK,
  'edition.send': [...DESK, 'flow'],
  'run.stop': [...DESK, 'flow'],
  'readers.see': DESK,
  'readers.export': ['admin', 'terminal'],
  'people.see': DESK,
  'people.change': ['admin', 'terminal'],
  'settings.see': ['admin', 'terminal'],
  'audit.see': ['approver', 'admin', 'terminal'],
} as const satisfies Record<string, readonly Who[]>;

export type Permission = keyof typeof MAY;

/** Whether somebody may do it. A command in the name of a person of the desk may what that person may. */
export function may(actor: Actor, permission: Permission): boolean {
  const allowed: readonly Who[] = MAY[permission];
  return rolesOf(actor).some((who) => allowed.includes(who));
}

function rolesOf(actor: Actor): readonly Who[] {
  switch (actor.kind) {
    case 'person':
      return actor.roles;
    case 'command':
      return actor.person?.roles ?? ['terminal'];
    case 'guest':
    case 'contributor':
    case 'flow':
      return [actor.kind];
    case 'reader':
    case 'amazon':
      return [];
  }
}
