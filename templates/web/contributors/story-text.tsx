import { type LeftOutKind, paths } from '../../../src/core/index.ts';
import { FileUpload, InsetText, Textarea } from '../components/index.ts';
import { Frame, problemOf } from '../readers/frame.tsx';
import type { Site } from '../site.ts';
import { field, type QuestionProps, StoryForm } from './question-parts.tsx';

export type StoryTextProps = QuestionProps & { words: number; borne: number; preview?: string | undefined };

/** What came from a Word file: its name, and what of it does not stand in the text. */
type FromWord = { name: string; left: readonly { kind: LeftOutKind; words: string }[] };

/** How long the story is, against what an edition bears; counted on as it is typed, with JavaScript. */
const WordCount = ({ site, words, borne }: StoryTextProps) => (
  <p class="govuk-hint">
    <span id="story-count" role="status" data-words={site.locale.say('story.countLive')}>
      {site.locale.say('story.count', { words })}
    </span>{' '}
    {site.locale.say('story.bears', { words: String(borne) })}
  </p>
);

export const StoryFrame = ({ site, preview }: { site: Site; preview: string }) => (
  <section aria-labelledby="preview-heading">
    <h2 id="preview-heading">{site.locale.say('story.previewTitle')}</h2>
    <iframe
      class="story-frame"
      title={site.locale.say('story.previewTitle')}
      src={preview}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    ></iframe>
  </section>
);

export const StoryTextarea = (props: StoryTextProps) => (
  <>
    <Textarea
      {...field(props, 'body')}
      hint={{ content: props.site.locale.say('story.bodyHint') }}
      rows={18}
      attributes={{ 'data-story-count': 'story-count' }}
    />
    <WordCount {...props} />
  </>
);

/** What the contributor must know of their file before they go on. */
const FromWordFile = ({ site, word: { name, left } }: { site: Site; word: FromWord }) => {
  const { say } = site.locale;
  return (
    <InsetText id="from-word">
      <p>
        {say('storyWord.came', { name })} {left.length === 0 && say('storyWord.whole')}
      </p>
      {left.length > 0 && (
        <>
          <h2 class="govuk-heading-s">{say('storyWord.leftOut')}</h2>
          <p>{say('storyWord.leftOutHint')}</p>
          <ul class="govuk-list--bullet">
            {left.map(({ kind, words }) => (
              <li>
                {words === ''
                  ? say(`storyWord.${kind}`)
                  : say('storyWord.named', { what: say(`storyWord.${kind}`), words })}
              </li>
            ))}
          </ul>
        </>
      )}
    </InsetText>
  );
};

export function StoryTextPage(props: StoryTextProps & { word?: FromWord | undefined }) {
  const { site, preview, word } = props;
  const { say } = site.locale;
  return (
    <Frame
      site={site}
      title={say('story.storyTitle')}
      problems={props.problems}
      back={props.back}
      scripts={['story.js']}
    >
      <h1 class="govuk-heading-l">{say('story.storyTitle')}</h1>
      {word && <FromWordFile site={site} word={word} />}
      <StoryForm site={site} paste={site.at(paths.submitPaste())} preview files>
        <StoryTextarea {...props} />
        <FileUpload
          name="word"
          label={say('storyWord.file')}
          hint={{ content: say('storyWord.fileHint') }}
          accept=".docx"
          errorMessage={problemOf(props, 'word')}
        />
      </StoryForm>
      {preview && <StoryFrame site={site} preview={preview} />}
    </Frame>
  );
}
