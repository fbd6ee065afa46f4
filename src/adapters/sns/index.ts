export { configuredSns } from './topics.ts';
