export { archiveIsReachable } from './store.ts';
