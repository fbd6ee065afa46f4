export { postOnce } from './post.ts';
export { alarmJson, signatureHeaders } from './signed-json.ts';
export { alarmCard, type Told, teamsMessage } from './teams.ts';
