import { examineStories } from './examine.ts';

await examineStories('editions', 'notices');
