import { examineStories } from './examine.ts';

await examineStories('desk-approval', 'desk-preview');
