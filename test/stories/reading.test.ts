import { examineStories } from './examine.ts';

await examineStories('reading', 'empty', 'refusals');
