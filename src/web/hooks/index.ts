export { hookRoutes, type ReceivedSns, type SnsPort } from './ses.ts';
