import type { Child } from 'hono/jsx';
import { Button } from '../components/index.ts';
import { type Problem, problemOf } from '../readers/frame.tsx';
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
export const StoryForm = ({ site, files, paste, later = true, preview, children }: FormProps) => (
  <form
    method="post"
    novalidate
    enctype={files ? 'multipart/form-data' : undefined}
    data-paste={paste}
    data-too-long={paste && site.locale.say('story.pastedTooLong')}
  >
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

export const field = (props: QuestionProps, name: keyof typeof labelKeys) => ({
  name,
  label: props.site.locale.say(labelKeys[name]),
  value: props.fields[name] ?? '',
  errorMessage: problemOf(props, name),
});
