import { PICTURE_FIELDS } from '../../../src/core/index.ts';
import { Button, Checkboxes, FileUpload, Textarea } from '../components/index.ts';
import { Frame, problemOf } from '../readers/frame.tsx';
import { type QuestionProps, StoryForm } from './question-parts.tsx';

type PicturesProps = QuestionProps & {
  /** Where each that is inside can be seen, by its place. */
  pictures: readonly (string | undefined)[];
};

/** The pictures that there are, each with its words, and room for one more. */
export function PicturePage(props: PicturesProps) {
  const { site, pictures } = props;
  const { say } = site.locale;
  const inside = pictures.filter((src) => src !== undefined);
  const next = PICTURE_FIELDS[inside.length];
  return (
    <Frame site={site} title={say('story.pictureTitle')} problems={props.problems} back={props.back}>
      <h1 class="govuk-heading-l">{say('story.pictureTitle')}</h1>
      <StoryForm site={site} files>
        {/* The Enter key presses the first button, and must not move a picture. */}
        <button type="submit" hidden>
          {say('reader.continue')}
        </button>
        {inside.map((src, at) => (
          <OnePicture {...props} src={src} at={at} count={inside.length} />
        ))}
        {next && (
          <>
            <FileUpload
              name="file"
              label={say(inside.length > 0 ? 'story.pictureNext' : 'story.picture')}
              hint={{ content: say(inside.length > 0 ? 'story.pictureNextHint' : 'story.pictureHint') }}
              accept="image/png,image/jpeg,image/gif,image/webp"
              errorMessage={problemOf(props, 'file')}
            />
            <Described {...props} at={inside.length} />
            <div class="govuk-button-group">
              <Button name="do" value="preview" classes="govuk-button--secondary">
                {say('story.pictureKeep')}
              </Button>
            </div>
          </>
        )}
      </StoryForm>
    </Frame>
  );
}

type At = QuestionProps & { at: number };

function Described({ at, ...props }: At) {
  const { say } = props.site.locale;
  const name = PICTURE_FIELDS[at]?.alt ?? 'alt';
  return (
    <Textarea
      name={name}
      label={at === 0 ? say('story.alt') : say('story.altOf', { number: String(at + 1) })}
      value={props.fields[name] ?? ''}
      errorMessage={problemOf(props, name)}
      hint={{ content: say('story.altHint') }}
      rows={2}
    />
  );
}

function OnePicture({ src, count, ...props }: At & { src: string; count: number }) {
  const { at, fields } = props;
  const { say } = props.site.locale;
  const number = String(at + 1);
  const ways = [
    ['up', at > 0, say('story.pictureUp', { number })],
    ['down', at < count - 1, say('story.pictureDown', { number })],
  ] as const;
  return (
    <>
      <img class="story-picture" src={src} alt={fields[PICTURE_FIELDS[at]?.alt ?? 'alt'] ?? ''} />
      <Described {...props} />
      <Checkboxes
        name={`without${at === 0 ? '' : number}`}
        items={[
          {
            value: 'picture',
            content: count === 1 ? say('story.without') : say('story.withoutOf', { number }),
          },
        ]}
      />
      {count > 1 && (
        <div class="govuk-button-group">
          {ways
            .filter(([, may]) => may)
            .map(([way, , label]) => (
              <Button name="do" value={`picture-${way}-${number}`} classes="govuk-button--secondary">
                {label}
              </Button>
            ))}
        </div>
      )}
    </>
  );
}
