export { postOnce } from './post.ts';
export { alarmJson, signatureHeaders } from './signed-json.ts';
export { alarmCard, type ShownWith, teamsMessage } from './teams.ts';
