import { oneOf, option, whole } from './schemas.ts';

/** The editors' pages. */
export const desk = {
  desk: option({
    env: 'DESK',
    doc: '`off`: this process serves no page of the desk, and takes no approval by a mailed link.',
    schema: oneOf('on', 'off'),
    default: 'on',
  }),
  sessionIdleHours: option({
    env: 'SESSION_IDLE_HOURS',
    doc: 'Hours without a click after which somebody at the desk must sign in again.',
    schema: whole(1, 720),
    default: '12',
  }),
  sendHoldMinutes: option({
    env: 'SEND_HOLD_MINUTES',
    doc: 'Minutes for which the desk’s “Send now”, or a date that has come, is held before the first mail leaves, so that it can be stopped. `quarterly edition send` is never held.',
    schema: whole(0, 1_440),
    default: '10',
  }),
  sessionDays: option({
    env: 'SESSION_DAYS',
    doc: 'Days after which somebody at the desk must sign in again, however often they click.',
    schema: whole(1, 31),
    default: '7',
  }),
};
