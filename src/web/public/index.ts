export { answering } from './answer.ts';
export type { PublicDeps } from './deps.ts';
export { feedRoutes } from './feeds.ts';
export { imageRoutes } from './images.ts';
export { listRoutes } from './lists.tsx';
export { readingRoutes } from './reading.ts';
export { searchRoutes } from './search.tsx';
export { statementRoutes } from './statements.tsx';
