import type { AlarmCause } from '../alarms/index.ts';

/** Each cause of an alarm, by name. */
const CAUSES: Record<AlarmCause, true> = {
  'edition-not-started': true,
  'approval-late': true,
  'run-held': true,
  'run-failed': true,
  'unknown-mails': true,
  'queue-stuck': true,
  'too-many-bounces': true,
  'too-many-complaints': true,
  'ses-away': true,
  'sweeper-silent': true,
  'disk-almost-full': true,
  'way-failed': true,
  finding: true,
};

export const ALARM_CAUSES = Object.keys(CAUSES) as AlarmCause[];
