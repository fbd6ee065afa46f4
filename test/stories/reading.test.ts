import { examineStories } from './examine.ts';

await examineStories('components', 'reading', 'journal', 'empty', 'refusals');
