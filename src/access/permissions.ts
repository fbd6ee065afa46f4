import { type Actor, actorName, fault, type Role } from '../core/index.ts';

/** Whoever has a role, and who acts without one: somebody at a terminal, a guest by link, a contributor, the flow. */
type Who = Role | 'terminal' | 'guest' | 'contributor' | 'flow';

const DESK = ['editor', 'approver', 'admin', 'terminal'] as const;

/**
 * Who may do what: the only table of it. Readers' own doings and Amazon's reports are not asked for here.
 * `terminal` is the operator: whoever has a shell on the machine has its database and its keys too, so all of it stands open to them, and
 * what they do is on record under their account. A command in the name of a person of the desk may what that person may.
 */
const MAY = {
  'article.write': [...DESK, 'contributor'],
  'article.judge': DESK,
  'edition.write': [...DESK, 'flow'],
  'edition.approve': ['approver', 'admin', 'terminal', 'guest', 'flow'],
  /** Ask people to approve it, and take that back. */
  'edition.ask-approval': DESK,
  /** In an emergency, without a second person; another looks at it afterwards. */
  'edition.approve-alone': DESK,
  'edition.look-again': ['approver', 'admin', 'terminal'],
  'edition.reopen': DESK,
  'edition.cancel': DESK,
  /** Corrections, take-downs and putting back, of what has been approved. */
  'edition.correct': DESK,
  'edition.send-test': DESK,
  'edition.send': [...DESK, 'flow'],
  'telling.ask': DESK,
  'telling.approve': ['approver', 'admin', 'terminal'],
  'feeds.change': DESK,
  'section.change': DESK,
  /** The list of retired domains. */
  'domains.change': DESK,
  'edition.check': DESK,
  /** Pause, resume, cancel, try again. */
  'run.stop': [...DESK, 'flow'],
  /** Turn a flow on or off, or start it now. */
  'flow.change': ['approver', 'admin', 'terminal'],
  /** Hear at home of what is broken, and say that one deals with it. */
  'alarm.acknowledge': ['approver', 'admin', 'terminal'],
  /** Move and skip dates, plan special editions, answer what came too late, change bank holidays. */
  'calendar.change': DESK,
  /** What becomes of mails that are unknown or were refused. */
  'delivery.decide': ['approver', 'admin', 'terminal'],
  'readers.see': DESK,
  /** Import, erase, suppress. */
  'readers.change': ['admin', 'terminal'],
  'readers.export': ['admin', 'terminal'],
  'people.see': DESK,
  'people.change': ['admin', 'terminal'],
  'settings.change': ['admin', 'terminal'],
  'settings.see': ['admin', 'terminal'],
  'audit.see': ['approver', 'admin', 'terminal'],
} as const satisfies Record<string, readonly Who[]>;

export type Permission = keyof typeof MAY;

const IN_WORDS: Record<Permission, string> = {
  'article.write': 'write articles',
  'article.judge': 'judge articles',
  'edition.write': 'change editions',
  'edition.approve': 'approve editions',
  'edition.ask-approval': 'ask for an approval',
  'edition.approve-alone': 'approve editions alone',
  'edition.look-again': 'look at what others approved alone',
  'edition.reopen': 'reopen editions',
  'edition.cancel': 'cancel editions',
  'edition.correct': 'correct what was approved, or take it down',
  'edition.send-test': 'send copies',
  'edition.send': 'send editions',
  'telling.ask': 'have readers told of a change',
  'telling.approve': 'approve that readers are told of a change',
  'feeds.change': 'change or read partners’ feeds',
  'section.change': 'change sections',
  'domains.change': 'change the list of retired domains',
  'edition.check': 'have an edition’s links checked',
  'run.stop': 'stop runs or let them go on',
  'flow.change': 'turn flows on or off, or start them',
  'alarm.acknowledge': 'acknowledge alarms',
  'calendar.change': 'change the calendar',
  'delivery.decide': 'decide what becomes of mails',
  'readers.see': 'see readers',
  'readers.change': 'import, erase or suppress readers',
  'readers.export': 'export readers',
  'people.see': 'see the people of the desk',
  'people.change': 'change the people of the desk',
  'settings.change': 'change the installation',
  'settings.see': 'see the installation’s settings',
  'audit.see': 'see the record',
};

/** Whether somebody may do it. A command in the name of a person of the desk may what that person may. */
export function may(actor: Actor, permission: Permission): boolean {
  const allowed: readonly Who[] = MAY[permission];
  return rolesOf(actor).some((who) => allowed.includes(who));
}

/** @throws Fault `forbidden` that says which permission is missing. */
export function requireMay(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return;
  throw fault(
    'forbidden',
    `${actorName(actor)} may not ${IN_WORDS[permission]}: an admin of the desk can give the role that it takes.`,
  );
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
