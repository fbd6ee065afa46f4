export { feedFetcher } from './fetcher.ts';
