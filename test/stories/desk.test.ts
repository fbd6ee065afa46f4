import { examineStories } from './examine.ts';

await examineStories('desk-approval', 'desk-edition', 'desk-preview');
