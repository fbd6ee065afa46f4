import { paths } from '../../../src/core/index.ts';
import { Details, EmptyState, InsetText, SummaryList, WarningText } from '../components/index.ts';
import type { Site } from '../site.ts';
import { EditionTabs } from './edition-tabs.tsx';
import { Choose, inQuery, type PopularProps, type PreviewAsked } from './preview-choice.tsx';
import { sizeInWords } from './sizes.ts';

type Shown = {
  choices: PopularProps;
  /** The reader has chosen no section of this edition, so gets no mail. */
  nobody: boolean;
  /** Absent = the edition's own. */
  language?: string;
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
  query: PreviewAsked;
  /** To choose from; `name` is empty for the edition's own. Empty where there is one alone. */
  languages: readonly { name: string; label: string }[];
  sections: readonly { slug: string; label: string }[];
  /** Absent while the mail is being made. */
  shown?: Shown | undefined;
};

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
          <Choose {...props} choices={shown?.choices ?? []} />
        </div>
      )}
    </>
  );
}

function Mail({ site, number, query, shown }: PreviewProps & { shown: Shown }) {
  const { subject, preheader, labels, size, shortened, headlines } = shown;
  const path = paths.desk.previewMail(
    { number },
    { ...inQuery(query), sections: [...shown.sections], reader: undefined },
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
          { key: 'Preview line', value: preheader || 'None: mailboxes show how the mail begins.' },
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
