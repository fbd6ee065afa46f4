import { Checkboxes, Input, Radios, Textarea } from '../components/index.ts';
import { Frame, problemOf } from '../readers/frame.tsx';
import { field, type QuestionProps, StoryForm } from './question-parts.tsx';

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
