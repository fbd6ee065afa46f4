export { hookRoutes, type SnsMessage, type SnsPort } from './ses.ts';
