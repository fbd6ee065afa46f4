import type { Typed, TypedField, TypedProblem } from '../../../src/core/index.ts';
import { Button, Checkboxes, Details, FileUpload, Input, Select, Textarea } from '../components/index.ts';
import { FIELD_LABELS, problemSentence } from './article-words.ts';

export type ArticleFormView = {
  action: string;
  /** Where what is typed is kept, where it is shown, and where pasted text becomes Markdown: for the script. */
  copyTo: string;
  preview: string;
  paste: string;
  typed: Typed;
  /** The version that the text began from. */
  base: number;
  problems: readonly TypedProblem[];
  sections: readonly { slug: string; label: string }[];
  /** The address of the picture that is in it. */
  picture?: string | undefined;
  /** There is something typed that is not saved. */
  unsaved: boolean;
  /** It is there already, so it has versions. */
  exists: boolean;
};

/** The fields of an article. Works without JavaScript; with it what is typed is kept and shown as it is typed. */
export function ArticleEditor(props: ArticleFormView) {
  const { action, copyTo, preview, paste, base, exists, unsaved } = props;
  return (
    <form
      class="desk-editor"
      method="post"
      action={action}
      enctype="multipart/form-data"
      novalidate
      data-copy={copyTo}
      data-preview={preview}
      data-paste={paste}
    >
      <input type="hidden" name="base" value={base} />
      <Words {...props} />
      <PictureFields {...props} />
      <ContactFields {...props} />
      <MoreFields {...props} />
      <div class="desk-save">
        <p class="desk-kept" role="status" data-kept></p>
        {exists && (
          <Input
            name="words"
            label="What you changed (optional)"
            hint={{ content: 'Stands in the list of versions.' }}
          />
        )}
        <div class="govuk-button-group">
          <Button name="do" value="save">
            Save
          </Button>
          {exists && (
            <Button name="do" value="version" classes="govuk-button--secondary">
              Save as a new version
            </Button>
          )}
          <Button name="do" value="preview" classes="govuk-button--secondary desk-without-script">
            Update the preview
          </Button>
          {unsaved && (
            <Button name="do" value="discard" classes="govuk-button--link">
              Throw my changes away
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}

const errorOf = ({ problems }: ArticleFormView, field: TypedField) => {
  const problem = problems.find((one) => one.field === field);
  return problem ? { errorMessage: { content: problemSentence(problem) } } : {};
};

const field = (props: ArticleFormView, name: TypedField) => ({
  name,
  label: FIELD_LABELS[name],
  value: props.typed[name],
  ...errorOf(props, name),
});

function Words(props: ArticleFormView) {
  const { typed, sections } = props;
  return (
    <>
      <Input {...field(props, 'headline')} attributes={{ maxlength: 300 }} />
      <Textarea
        {...field(props, 'summary')}
        hint={{ content: 'One or two sentences. They stand for the story where the whole does not fit.' }}
        rows={3}
      />
      <Textarea
        {...field(props, 'body')}
        hint={{
          content: 'Plain text. A line between paragraphs, ## before a heading, **bold**, - before points.',
        }}
        rows={18}
        classes="desk-story"
        attributes={{ 'data-story': '' }}
      />
      <div class="desk-pair">
        <Select
          {...field(props, 'section')}
          items={[
            ...(sections.some(({ slug }) => slug === typed.section)
              ? []
              : [{ value: '', content: 'Choose a section' }]),
            ...sections.map(({ slug, label }) => ({ value: slug, content: label })),
          ]}
        />
        <Input {...field(props, 'organisation')} autocomplete="organization" />
      </div>
    </>
  );
}

function PictureFields(props: ArticleFormView) {
  const { typed, picture } = props;
  return (
    <fieldset class="desk-group">
      <legend class="govuk-visually-hidden">Picture</legend>
      {picture && (
        <>
          <input type="hidden" name="picture" value={typed.picture} />
          <img class="desk-picture" src={picture} alt={typed.alt} />
        </>
      )}
      <FileUpload
        name="file"
        label={FIELD_LABELS.picture}
        hint={{ content: `PNG, JPEG, GIF or WebP${picture ? '. Replaces the one that is there.' : '.'}` }}
        accept="image/png,image/jpeg,image/gif,image/webp"
        {...errorOf(props, 'picture')}
      />
      <Input
        {...field(props, 'alt')}
        hint={{ content: 'What is in it, for who cannot see it.' }}
        attributes={{ maxlength: 700 }}
      />
      {picture && (
        <Checkboxes name="without" items={[{ value: 'picture', content: 'Take the picture out' }]} />
      )}
    </fieldset>
  );
}

function ContactFields(props: ArticleFormView) {
  return (
    <fieldset class="desk-group desk-contact">
      <legend class="govuk-visually-hidden">Contact</legend>
      <Input {...field(props, 'contactName')} autocomplete="off" />
      <Input {...field(props, 'contactRole')} autocomplete="off" />
      <Input {...field(props, 'contactEmail')} autocomplete="off" inputmode="email" />
      <Input {...field(props, 'contactPhone')} autocomplete="off" inputmode="tel" />
      <Input {...field(props, 'contactUrl')} autocomplete="off" inputmode="url" />
    </fieldset>
  );
}

const MORE: readonly TypedField[] = ['caption', 'links', 'published', 'language'];

function MoreFields(props: ArticleFormView) {
  const open = MORE.some(
    (name) => props.typed[name] !== '' || props.problems.some(({ field: wrong }) => wrong === name),
  );
  return (
    <Details summary="Links, date, language" open={open}>
      <Input {...field(props, 'caption')} />
      <Textarea
        {...field(props, 'links')}
        hint={{
          content: 'One a line: its words, then its address. “Read the report https://example.org/report”',
        }}
        rows={3}
      />
      <Input {...field(props, 'published')} hint={{ content: 'Such as 2026-11-27.' }} />
      <Input
        {...field(props, 'language')}
        hint={{ content: 'Only where it is another than the edition’s: cy, fr, ar.' }}
      />
    </Details>
  );
}
