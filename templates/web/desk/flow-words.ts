import type { ActionState, FlowName, RunState } from '../../../src/core/index.ts';

export const FLOW_TITLES: Readonly<Record<FlowName, string>> = {
  edition: 'The edition',
  'partner-feeds': 'Partners’ feeds',
  retention: 'Forgetting what is past its time',
  backup: 'The backup of each night',
  doctor: 'The doctor',
};

export const FLOW_PURPOSES: Readonly<Record<FlowName, string>> = {
  edition: 'Puts the next edition together, has it approved, sends it and publishes it.',
  'partner-feeds': 'Reads partners’ feeds, and brings in what is new for you to judge.',
  retention: 'Removes what is kept no longer than is promised.',
  backup: 'Writes a backup, and removes the oldest.',
  doctor: 'Looks at what all of it stands on, and tells what has changed.',
};

export const RUN_STATES: Readonly<Record<RunState, string>> = {
  running: 'Running',
  waiting: 'Waiting',
  paused: 'Paused',
  held: 'Held',
  failed: 'Failed',
  succeeded: 'Done',
  cancelled: 'Cancelled',
};

export const ACTION_STATES: Readonly<Record<ActionState, string>> = {
  pending: 'To do',
  running: 'Running',
  waiting: 'Waiting',
  succeeded: 'Done',
  failed: 'Failed',
  skipped: 'Not needed',
  cancelled: 'Cancelled',
};

/** Colours of the tags: what went well, what somebody must see to, and what is neither. */
export const STATE_TAGS: Readonly<Record<RunState | ActionState, string>> = {
  pending: '',
  running: '',
  waiting: '',
  paused: '',
  held: 'govuk-tag--bad',
  failed: 'govuk-tag--bad',
  succeeded: 'govuk-tag--good',
  skipped: '',
  cancelled: '',
};

const ACTIONS: Readonly<Record<string, string>> = {
  'edition collect': 'Read partners’ feeds',
  'edition assemble': 'Put it together',
  'edition check': 'Check it',
  'edition render': 'Make the mail',
  'edition approve': 'Approval',
  'edition send': 'Send',
  'edition publish': 'Publish its pages',
  'edition report': 'Add up',
  'partner-feeds poll': 'Read the feeds',
  'retention readers': 'Forget readers who left',
  'retention mail': 'Forget the record of mails',
  'retention desk': 'Forget sign-ins and people removed',
  'retention journals': 'Remove old journals',
  'retention runs': 'Forget runs that changed nothing',
  'doctor look': 'Look at everything',
  'backup write': 'Write the backup',
  'backup remove-old': 'Remove the oldest',
};

/** What an action does; one that this version does not know keeps its name. */
export const actionTitle = (flow: string, name: string): string => ACTIONS[`${flow} ${name}`] ?? name;
