import { paths } from '../../../src/core/index.ts';
import { Button, Details, EmptyState, InsetText, SummaryList, WarningText } from '../components/index.ts';
import type { Site } from '../site.ts';
import { EditionTabs } from './edition-tabs.tsx';
import { howMany } from './moments.ts';
import { sizeInWords } from './sizes.ts';

type Query = {
  sections?: readonly string[];
  reader?: number;
  format: 'html' | 'text';
  width: 375 | 600;
  dark: boolean;
};

type Shown = {
  /** The choices that most readers have. */
  choices: readonly { sections: readonly string[]; labels: readonly string[]; readers: number }[];
  /** The reader has chosen no section of this edition, so gets no mail. */
  nobody: boolean;
  sections: readonly string[];
  labels: readonly string[];
  subject: string;
  preheader: string;
  /** Octets of HTML, with room for the reader's own links. */
  size: number;
  /** Headlines of what stands as its summary, or as its headline alone, since all would be too long. */
  shortened: readonly string[];
  headlines: readonly string[];
  text?: string;
};

export type PreviewProps = {
  site: Site;
  number: number;
  query: Query;
  sections: readonly { slug: string; label: string }[];
  /** Absent while the mail is being made. */
  shown?: Shown | undefined;
};

const asked = ({ sections, reader, format, width, dark }: Query) => ({
  sections,
  reader,
  format: format === 'text' ? 'text' : undefined,
  width: width === 375 ? 375 : undefined,
  dark: dark ? 1 : undefined,
});

/** One mail of an edition, and which one. */
export function PreviewPage(props: PreviewProps) {
  const { sections, shown } = props;
  return (
    <>
      <h1>Preview of edition {props.number}</h1>
      <EditionTabs site={props.site} number={props.number} at="preview" />
      {sections.length === 0 ? (
        <EmptyState title="There is no mail to show yet">
          <p>Put an article into this edition, and its mail is shown here.</p>
        </EmptyState>
      ) : (
        <div class="preview">
          <div class="preview__mail">
            {shown ? (
              <Mail {...props} shown={shown} />
            ) : (
              <InsetText>The mail is being made. It is shown here in a few seconds.</InsetText>
            )}
          </div>
          <Choose {...props} />
        </div>
      )}
    </>
  );
}

function Choose({ site, number, query, sections, shown }: PreviewProps) {
  const chosen = query.sections ?? (query.reader === undefined ? sections.map(({ slug }) => slug) : []);
  return (
    <form class="preview__choose" method="get" action={site.at(paths.desk.preview({ number }))}>
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend">A reader of</legend>
        <div class="govuk-checkboxes govuk-checkboxes--small">
          {sections.map(({ slug, label }) => (
            <div class="govuk-checkboxes__item">
              <input
                class="govuk-checkboxes__input"
                type="checkbox"
                id={`section-${slug}`}
                name="sections"
                value={slug}
                checked={chosen.includes(slug)}
              />
              <label class="govuk-label govuk-checkboxes__label" for={`section-${slug}`}>
                {label}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
      <div class="govuk-form-group">
        <label class="govuk-label" for="reader">
          Or a reader, by number
        </label>
        <input
          class="govuk-input govuk-input--width-5"
          id="reader"
          name="reader"
          inputmode="numeric"
          value={query.reader}
        />
      </div>
      <Look query={query} />
      <Button classes="govuk-button--secondary">Show</Button>
      {shown && shown.choices.length > 0 && (
        <Popular site={site} number={number} query={query} choices={shown.choices} />
      )}
    </form>
  );
}

const Option = ({
  name,
  value,
  text,
  chosen,
}: {
  name: string;
  value: string;
  text: string;
  chosen: boolean;
}) => (
  <div class="govuk-radios__item">
    <input
      class="govuk-radios__input"
      type="radio"
      id={`${name}-${value}`}
      name={name}
      value={value}
      checked={chosen}
    />
    <label class="govuk-label govuk-radios__label" for={`${name}-${value}`}>
      {text}
    </label>
  </div>
);

const Look = ({ query }: { query: Query }) => (
  <>
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend">On</legend>
      <div class="govuk-radios govuk-radios--small govuk-radios--inline">
        <Option name="width" value="600" text="a computer" chosen={query.width === 600} />
        <Option name="width" value="375" text="a phone" chosen={query.width === 375} />
      </div>
    </fieldset>
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend">As</legend>
      <div class="govuk-radios govuk-radios--small govuk-radios--inline">
        <Option name="format" value="html" text="a designed mail" chosen={query.format === 'html'} />
        <Option name="format" value="text" text="plain text" chosen={query.format === 'text'} />
      </div>
    </fieldset>
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          type="checkbox"
          id="dark"
          name="dark"
          value="1"
          checked={query.dark}
        />
        <label class="govuk-label govuk-checkboxes__label" for="dark">
          Dark
        </label>
      </div>
    </div>
  </>
);

const Popular = ({
  site,
  number,
  query,
  choices,
}: Pick<PreviewProps, 'site' | 'number' | 'query'> & Pick<Shown, 'choices'>) => (
  <nav aria-labelledby="most-readers">
    <h2 id="most-readers" class="govuk-heading-m">
      What most readers get
    </h2>
    <ol class="preview__choices">
      {choices.map(({ sections, labels, readers }) => (
        <li>
          <a
            href={site.at(
              paths.desk.preview({ number }, { ...asked(query), reader: undefined, sections: [...sections] }),
            )}
          >
            {labels.join(', ')}
          </a>{' '}
          <span class="muted">{howMany(readers, 'reader')}</span>
        </li>
      ))}
    </ol>
  </nav>
);

function Mail({ site, number, query, shown }: PreviewProps & { shown: Shown }) {
  const { subject, preheader, labels, size, shortened, headlines } = shown;
  const path = paths.desk.previewMail(
    { number },
    { ...asked(query), sections: [...shown.sections], reader: undefined },
  );
  return (
    <>
      {shown.nobody && (
        <WarningText>
          Reader {query.reader} has chosen none of this edition’s sections and gets no mail. Below is the mail
          with all of them.
        </WarningText>
      )}
      <SummaryList
        rows={[
          { key: 'Subject', value: subject },
          { key: 'Preview line', value: preheader || 'None: mailboxes show the strapline.' },
          { key: 'Sections', value: labels.join(', ') },
          { key: 'Size', value: sizeInWords(size) },
          ...(shortened.length > 0 ? [{ key: 'Shortened to the summary', value: shortened.join('; ') }] : []),
          ...(headlines.length > 0
            ? [{ key: 'Shortened to the headline', value: headlines.join('; ') }]
            : []),
        ]}
      />
      {shown.text === undefined ? (
        <iframe
          class={`mail-frame mail-frame--${query.width}`}
          title={`The mail: ${subject}`}
          src={site.at(path)}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      ) : (
        <section class="mail-text" tabindex={0} aria-label="The mail as plain text">
          {shown.text}
        </section>
      )}
      <p>
        <a href={site.at(path)} target="_blank" rel="noopener">
          Open the mail on a page of its own
        </a>
      </p>
      <Details summary="What differs in a reader’s own mail">
        <p>Their links to change their choice and to leave. Everything else is as here, to the letter.</p>
      </Details>
    </>
  );
}
