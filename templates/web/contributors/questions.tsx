import type { Child } from 'hono/jsx';
import { paths } from '../../../src/core/index.ts';
import { Button, Checkboxes, FileUpload, Input, InsetText, Radios, Textarea } from '../components/index.ts';
import { Frame, type Problem, problemOf } from '../readers/frame.tsx';
import type { Site } from '../site.ts';

/** As typed, by field. */
type Fields = Readonly<Partial<Record<string, string>>>;
export type QuestionProps = {
  site: Site;
  fields: Fields;
  problems?: readonly Problem[];
  back?: string | undefined;
};

type FormProps = {
  site: Site;
  files?: boolean;
  paste?: string;
  later?: boolean;
  preview?: boolean;
  children?: Child;
};

/** One question: on, or away with everything kept. */
const StoryForm = ({ site, files, paste, later = true, preview, children }: FormProps) => (
  <form method="post" novalidate enctype={files ? 'multipart/form-data' : undefined} data-paste={paste}>
    {children}
    <div class="govuk-button-group">
      <Button preventDoubleClick>{site.locale.say('reader.continue')}</Button>
      {preview && (
        <Button name="do" value="preview" classes="govuk-button--secondary">
          {site.locale.say('story.preview')}
        </Button>
      )}
      {later && (
        <Button name="do" value="later" classes="govuk-button--secondary">
          {site.locale.say('story.later')}
        </Button>
      )}
    </div>
  </form>
);

const labelKeys = {
  headline: 'story.headline',
  summary: 'story.summary',
  body: 'story.body',
  alt: 'story.alt',
  contactName: 'story.contactName',
  contactRole: 'story.contactRole',
  contactEmail: 'story.contactEmail',
  contactPhone: 'story.contactPhone',
  contactUrl: 'story.contactUrl',
  links: 'story.links',
} as const;

const field = (props: QuestionProps, name: keyof typeof labelKeys) => ({
  name,
  label: props.site.locale.say(labelKeys[name]),
  value: props.fields[name] ?? '',
  errorMessage: problemOf(props, name),
});

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

export function HeadlinePage(props: QuestionProps) {
  const { site } = props;
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('story.headlineTitle')} problems={props.problems} back={props.back}>
      <h1 class="govuk-heading-l">{say('story.headlineTitle')}</h1>
      <StoryForm site={site}>
        <Input {...field(props, 'headline')} hint={{ content: say('story.headlineHint') }} />
        <Textarea {...field(props, 'summary')} hint={{ content: say('story.summaryHint') }} rows={3} />
      </StoryForm>
    </Frame>
  );
}

export type StoryTextProps = QuestionProps & { words: number; borne: number; preview?: string | undefined };

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

export function StoryTextPage(props: StoryTextProps) {
  const { site, preview } = props;
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
      <StoryForm site={site} paste={site.at(paths.submitPaste())} preview>
        <StoryTextarea {...props} />
      </StoryForm>
      {preview && <StoryFrame site={site} preview={preview} />}
    </Frame>
  );
}

type SectionProps = QuestionProps & {
  sections: readonly { slug: string; label: string; description: string }[];
  deadline?: string | undefined;
};

export function StorySectionPage(props: SectionProps) {
  const { site, sections, deadline } = props;
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('story.section')} problems={props.problems} back={props.back}>
      <StoryForm site={site}>
        <Radios
          name="section"
          value={props.fields.section ?? ''}
          fieldset={{
            legend: {
              content: say('story.section'),
              classes: 'govuk-fieldset__legend--l',
              isPageHeading: true,
            },
          }}
          hint={{ content: say('story.sectionHint') }}
          errorMessage={problemOf(props, 'section')}
          items={sections.map(({ slug, label, description }) => ({
            value: slug,
            content: label,
            ...(description ? { hint: { content: description } } : {}),
          }))}
        />
        {deadline && <p>{say('story.deadline', { day: deadline })}</p>}
      </StoryForm>
    </Frame>
  );
}

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

export function ContactPage(props: QuestionProps & { name: string; email: string }) {
  const { site, name, email } = props;
  const { say } = site.locale;
  const own =
    name === '' ? say('story.ownContactEmail', { email }) : say('story.ownContact', { name, email });
  return (
    <Frame site={site} title={say('story.contactTitle')} problems={props.problems} back={props.back}>
      <h1 class="govuk-heading-l">{say('story.contactTitle')}</h1>
      <p>{say('story.contactHint')}</p>
      <StoryForm site={site}>
        <Checkboxes name="own" items={[{ value: 'contact', content: own }]} />
        <Input {...field(props, 'contactName')} autocomplete="off" spellcheck={false} />
        <Input {...field(props, 'contactRole')} autocomplete="off" />
        <Input {...field(props, 'contactEmail')} autocomplete="off" inputmode="email" spellcheck={false} />
        <Input {...field(props, 'contactPhone')} autocomplete="off" inputmode="tel" />
        <Input {...field(props, 'contactUrl')} autocomplete="off" inputmode="url" spellcheck={false} />
      </StoryForm>
    </Frame>
  );
}

export function LinksPage(props: QuestionProps) {
  const { site } = props;
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('story.linksTitle')} problems={props.problems} back={props.back}>
      <StoryForm site={site}>
        <Textarea
          {...field(props, 'links')}
          label={{ content: say('story.links'), classes: 'govuk-label--l', isPageHeading: true }}
          hint={{ content: say('story.linksHint') }}
          rows={4}
          spellcheck={false}
        />
      </StoryForm>
    </Frame>
  );
}
