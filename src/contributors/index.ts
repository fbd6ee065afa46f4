export {
  nextStoryStep,
  STEPS,
  type StoryFields,
  type StoryProblem,
  type StoryStep,
  storyProblems,
  storyReference,
  storyTyped,
} from './contribution.ts';
export { beginStory, type Contribution, changeWriter, keepAnswers, openStory } from './draft.ts';
export { forgetContributions, forgetContributors } from './forget.ts';
export { type StoryNews, storyNews } from './news.ts';
export { replaceText, type StoryText } from './replace.ts';
export { sendStory } from './send.ts';
export { type StoryStanding, storyStanding } from './standing.ts';
export { storyLink } from './token.ts';
export { unfinishedStories } from './unfinished.store.ts';
export { wordsBorne, wordsIn } from './words-borne.ts';
