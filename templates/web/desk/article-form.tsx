import { PICTURE_FIELDS, type Typed, type TypedField, type TypedProblem } from '../../../src/core/index.ts';
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
  /** Where each picture that is in it can be seen, by its place. */
  pictures: readonly (string | undefined)[];
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
      data-too-long="What you pasted has more than 400,000 characters with its looks: only its beginning was taken. Look at the end of the story."
    >
      <input type="hidden" name="base" value={base} />
      <EnterSaves />
      <Words {...props} />
      <Pictures {...props} />
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

/** The Enter key presses the first button of a form; without this one it would move a picture. */
const EnterSaves = () => (
  <button type="submit" name="do" value="save" hidden>
    Save
  </button>
);

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

/** Those that there are, each with its words, and room for one more. */
function Pictures(props: ArticleFormView) {
  const count = props.pictures.filter(Boolean).length;
  const next = PICTURE_FIELDS[count];
  return (
    <>
      {PICTURE_FIELDS.slice(0, Math.max(1, count)).map((_, at) => (
        <PictureFields form={props} at={at} count={count} />
      ))}
      {count > 0 && next && (
        <Details
          summary="Add another picture"
          open={
            props.typed[next.alt] !== '' ||
            props.typed[next.caption] !== '' ||
            props.problems.some(({ field: wrong }) => wrong === next.picture || wrong === next.alt)
          }
        >
          <PictureFields form={props} at={count} count={count} />
          <Button name="do" value="preview" classes="govuk-button--secondary">
            Keep it and add another
          </Button>
        </Details>
      )}
    </>
  );
}

type PlaceProps = { form: ArticleFormView; at: number; count: number };

function PictureFields({ form, at, count }: PlaceProps) {
  const names = PICTURE_FIELDS[at];
  if (!names) return null;
  const { typed } = form;
  const picture = form.pictures[at];
  const end = at === 0 ? '' : String(at + 1);
  const hint = `PNG, JPEG, GIF or WebP${picture ? '. Replaces the one that is there.' : '.'}`;
  return (
    <fieldset class="desk-group">
      <legend class="govuk-visually-hidden">{FIELD_LABELS[names.picture]}</legend>
      {picture && (
        <>
          <input type="hidden" name={names.picture} value={typed[names.picture]} />
          <img class="desk-picture" src={picture} alt={typed[names.alt]} />
        </>
      )}
      <FileUpload
        name={`file${end}`}
        label={FIELD_LABELS[names.picture]}
        hint={{ content: at === 1 && !picture ? `${hint} It stands below the story.` : hint }}
        accept="image/png,image/jpeg,image/gif,image/webp"
        {...errorOf(form, names.picture)}
      />
      <Input
        {...field(form, names.alt)}
        hint={{ content: 'What is in it, for who cannot see it.' }}
        attributes={{ maxlength: 700 }}
      />
      {(picture || at > 0) && <Input {...field(form, names.caption)} />}
      {picture && (
        <Checkboxes
          name={`without${end}`}
          items={[
            { value: 'picture', content: at === 0 ? 'Take the picture out' : `Take picture ${end} out` },
          ]}
        />
      )}
      {picture && count > 1 && <MoveButtons at={at} count={count} />}
    </fieldset>
  );
}

const MoveButtons = ({ at, count }: { at: number; count: number }) => (
  <div class="govuk-button-group">
    {(['up', 'down'] as const)
      .filter((way) => (way === 'up' ? at > 0 : at < count - 1))
      .map((way) => (
        <Button name="do" value={`picture-${way}-${at + 1}`} classes="govuk-button--secondary">
          Move picture {at + 1} {way}
        </Button>
      ))}
  </div>
);

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

const MORE: readonly TypedField[] = ['links', 'published', 'language'];

function MoreFields(props: ArticleFormView) {
  const alone = !props.pictures[0];
  const open = (alone ? (['caption', ...MORE] as const) : MORE).some(
    (name) => props.typed[name] !== '' || props.problems.some(({ field: wrong }) => wrong === name),
  );
  return (
    <Details summary="Links, date, language" open={open}>
      {alone && <Input {...field(props, 'caption')} />}
      <Textarea
        {...field(props, 'links')}
        hint={{
          content:
            'One a line: its words, then its address. “Read the report (PDF, 320 KB) https://example.org/report.pdf”',
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
