import { z } from 'zod';
import type { WordStory } from '../../articles/index.ts';
import type { StoryFields } from '../../contributors/index.ts';
import { cleanText, LEFT_OUT, oneLine, sha256 } from '../../core/index.ts';

/** Kept with the draft, to be shown until another file comes: from which file its text is, and what was left out of it. */
const kept = z.object({
  name: z.string(),
  /** Hash of the text, to know it again. */
  text: z.string(),
  left: z.array(z.object({ kind: z.enum(LEFT_OUT), words: z.string() })),
});

export type KeptWord = z.infer<typeof kept>;

export const readKeptWord = (field: string | undefined): KeptWord | undefined =>
  field ? kept.parse(JSON.parse(field)) : undefined;

/** The text of a file takes the place of what an earlier file gave and nobody has changed; it stands after what somebody has typed. */
export function withWord(
  { body = '', word }: StoryFields,
  { name, story }: { name: string; story: WordStory },
): { body: string; word: string } {
  const typed = body.trim();
  const stays = typed !== '' && sha256(typed) !== readKeptWord(word)?.text;
  const about: KeptWord = {
    name: oneLine(cleanText(name)).slice(0, 120),
    text: sha256(story.body),
    left: story.left,
  };
  return { body: stays ? `${typed}\n\n${story.body}` : story.body, word: JSON.stringify(about) };
}
