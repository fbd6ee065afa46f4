import type { Child } from 'hono/jsx';
import { LabelledPanel } from './components/index.ts';
import type { PageProps } from './layout.tsx';
import { type Moment, Time } from './parts.tsx';

type NotesProps = {
  page: Pick<PageProps, 'site'>;
  edition: { path: string };
  sections: readonly unknown[];
  narrowed: boolean;
  listed: boolean;
  draft: boolean;
  corrected?: Moment;
  takenDown: { at: Moment; notice?: string }[];
};

/** What the editors say about the edition itself, before its words. */
export function EditionNotes(props: NotesProps) {
  const { page, narrowed, sections, corrected, takenDown, edition, listed, draft } = props;
  const { say, pieces } = page.site.locale;
  const note = say('edition.note');
  const nothingChosen = pieces('edition.nothingChosen', {
    whole: (inside) => (
      <a href={edition.path} data-whole>
        {inside}
      </a>
    ),
  });
  return (
    <>
      {corrected && (
        <Note label={say('edition.corrections')}>
          {pieces('edition.corrected', { day: <Time at={corrected} /> })}
        </Note>
      )}
      {!narrowed && sections.length === 0 && <p>{say('edition.allDown')}</p>}
      {takenDown.length > 0 && (
        <LabelledPanel label={say('edition.down')} kind="notice">
          {takenDown.map(({ at, notice }) => (
            <p>
              {pieces('edition.articleDown', { day: <Time at={at} /> })}
              {notice && ` ${notice}`}
            </p>
          ))}
        </LabelledPanel>
      )}
      {draft && <Note label={note}>{say('edition.isDraft')}</Note>}
      {!listed && !draft && <Note label={note}>{say('edition.onItsWay')}</Note>}
      {narrowed && sections.length === 0 && <Note label={note}>{nothingChosen}</Note>}
    </>
  );
}

const Note = ({ label, children }: { label: string; children?: Child }) => (
  <LabelledPanel label={label} kind="notice">
    <p>{children}</p>
  </LabelledPanel>
);
