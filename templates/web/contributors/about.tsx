import { paths } from '../../../src/core/index.ts';
import { Input, InsetText } from '../components/index.ts';
import { Frame, problemOf } from '../readers/frame.tsx';
import { type QuestionProps, StoryForm } from './question-parts.tsx';

export type AboutStoryProps = QuestionProps & {
  name: string;
  email: string;
  /** In words, where one is known. */
  deadline?: string | undefined;
  /** There is a draft already. */
  begun: boolean;
};

/** The first page: what it is, and who writes. */
export function AboutStoryPage(props: AboutStoryProps) {
  const { site, begun, deadline } = props;
  const { say } = site.locale;
  return (
    <Frame
      site={site}
      title={say('story.title')}
      problems={props.problems}
      back={props.back}
      {...(begun ? {} : { open: { path: paths.submit(), description: say('story.description', site) } })}
    >
      <h1 class="govuk-heading-l">{say('story.title')}</h1>
      {!begun && (
        <>
          <p class="lead">{say('story.intro', site)}</p>
          <h2>{say('story.howItGoes')}</h2>
          <ul class="govuk-list--bullet">
            <li>{say('story.editorsRead')}</li>
            <li>{say('story.toldWhenOut')}</li>
            <li>{say('story.canChange')}</li>
          </ul>
          {deadline && (
            <InsetText>
              <p>{say('story.deadline', { day: deadline })}</p>
            </InsetText>
          )}
        </>
      )}
      <h2>{say('story.about')}</h2>
      <p>{say('story.aboutHint')}</p>
      <StoryForm site={site} later={begun}>
        <Input
          name="organisation"
          autocomplete="organization"
          label={say('story.organisation')}
          hint={{ content: say('story.organisationHint') }}
          value={props.fields.organisation ?? ''}
          errorMessage={problemOf(props, 'organisation')}
        />
        <Input
          name="name"
          autocomplete="name"
          spellcheck={false}
          label={say('story.name')}
          value={props.name}
          errorMessage={problemOf(props, 'name')}
        />
        <Input
          name="email"
          type="email"
          autocomplete="email"
          spellcheck={false}
          label={say('story.email')}
          hint={{ content: say('story.emailHint') }}
          value={props.email}
          errorMessage={problemOf(props, 'email')}
        />
        <div class="offscreen" aria-hidden="true">
          <label for="homepage">{say('subscribe.trap')}</label>
          <input id="homepage" name="homepage" type="text" tabindex={-1} autocomplete="off" />
        </div>
      </StoryForm>
    </Frame>
  );
}
