import { examineStories } from './examine.ts';

await examineStories(
  'desk',
  'desk-approval',
  'desk-edition',
  'desk-preview',
  'desk-subscribers',
  'desk-settings',
);
