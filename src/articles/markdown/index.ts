export { readBody } from './read.ts';
export type { BodyRemark } from './remark.ts';
