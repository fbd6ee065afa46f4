import { Checkboxes, FileUpload, Textarea } from '../components/index.ts';
import { Frame, problemOf } from '../readers/frame.tsx';
import { field, type QuestionProps, StoryForm } from './question-parts.tsx';

export function PicturePage(props: QuestionProps & { picture?: string | undefined }) {
  const { site, picture, fields } = props;
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('story.pictureTitle')} problems={props.problems} back={props.back}>
      <h1 class="govuk-heading-l">{say('story.pictureTitle')}</h1>
      <StoryForm site={site} files>
        {picture && <img class="story-picture" src={picture} alt={fields.alt ?? ''} />}
        <FileUpload
          name="file"
          label={say('story.picture')}
          hint={{ content: say(picture ? 'story.pictureReplaces' : 'story.pictureHint') }}
          accept="image/png,image/jpeg,image/gif,image/webp"
          errorMessage={problemOf(props, 'file')}
        />
        <Textarea {...field(props, 'alt')} hint={{ content: say('story.altHint') }} rows={2} />
        {picture && (
          <Checkboxes name="without" items={[{ value: 'picture', content: say('story.without') }]} />
        )}
      </StoryForm>
    </Frame>
  );
}
