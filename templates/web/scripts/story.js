// Counts the words of a story as they are typed, and takes what is pasted from a word processor as Markdown. Without this script the
// page counts when it is sent, and takes pasted text as it comes.
import { takePasted } from './pasted.js';

const story = document.querySelector('[data-story-count]');
if (story) {
  const said = document.getElementById(story.dataset.storyCount);
  const count = () => {
    const words = story.value.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
    said.textContent = `${words} ${said.dataset.words}`;
  };
  story.addEventListener('input', count);
  takePasted(story, story.form.dataset);
}
