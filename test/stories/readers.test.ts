import { examineStories } from './examine.ts';

await examineStories('sign-up', 'preferences', 'leaving', 'submit');
