export type * from './mail.ts';
