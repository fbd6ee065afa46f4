export { feedFetcher } from './fetcher.ts';
export { reaching } from './reach.ts';
