export { sesMailer } from './mailer.ts';
