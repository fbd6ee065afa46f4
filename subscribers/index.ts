export * from './links.ts';
export * from './tokens.ts';
