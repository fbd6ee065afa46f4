export { linkAsker } from './asker.ts';
