import { paths } from '../../../src/core/index.ts';
import { Button, LinkButton, SummaryList } from '../components/index.ts';
import type { Site } from '../site.ts';
import { type EditionFormProps, EditionInputs } from './edition-form.tsx';
import { type ListedEditionProps, StateTag } from './edition-list.tsx';
import { Arranged, type HeldSectionProps } from './edition-order.tsx';
import { EditionTabs } from './edition-tabs.tsx';

type EditionOverviewProps = {
  site: Site;
  edition: ListedEditionProps;
  turn: { whose: 'editors' | 'approvers' | 'sender' | 'nobody'; sentence: string };
  sections: readonly HeldSectionProps[];
  /** Absent where it can no longer change, or the person may not. */
  form?: EditionFormProps;
  /** Sections that could come in. */
  addable?: readonly { slug: string; label: string }[];
  moved?: string;
};

const WHOSE: Record<EditionOverviewProps['turn']['whose'], string> = {
  editors: 'The editors',
  approvers: 'The approvers',
  sender: 'Whoever sends it',
  nobody: 'Nobody: it goes on by itself',
};

/** One edition: where it stands and what comes next, what it holds in which order, and its own page. */
export function EditionOverview(props: EditionOverviewProps) {
  const { site, edition, turn, sections, form, addable = [], moved } = props;
  const { number, cover, title, state } = edition;
  const next = turn.whose === 'editors' || turn.whose === 'approvers';
  return (
    <>
      <h1>{`Edition ${number}: ${title}`}</h1>
      <EditionTabs site={site} number={number} at="edition" />
      <p class="lead">{turn.sentence}</p>
      <SummaryList
        rows={[
          { key: 'State', value: <StateTag state={state} /> },
          { key: 'Whose turn', value: WHOSE[turn.whose] },
          { key: 'Cover date', value: cover },
        ].map(({ key, value }) => ({ key, value: { content: value } }))}
      />
      {next && <LinkButton href={site.at(paths.desk.approval({ number }))}>To its approval</LinkButton>}
      <p>
        <a href={site.at(paths.desk.print({ number }))}>Print it whole</a>, to read or sign on paper.
      </p>
      <h2 id="order">What it holds</h2>
      {form ? (
        <Arranged
          site={site}
          number={number}
          sections={sections}
          addable={addable}
          {...(moved === undefined ? {} : { moved })}
        />
      ) : (
        <Held sections={sections} />
      )}
      {form && (
        <section aria-labelledby="page" class="desk-form">
          <h2 id="page">Its own page</h2>
          <form method="post" action={site.at(paths.desk.edition({ number }))} novalidate>
            <input type="hidden" name="began" value={form.began} />
            <EditionInputs {...form} />
            <Button preventDoubleClick>Save</Button>
          </form>
        </section>
      )}
    </>
  );
}

const Held = ({ sections }: { sections: readonly HeldSectionProps[] }) => (
  <>
    {sections
      .filter(({ articles }) => articles.length > 0)
      .map(({ label, articles }) => (
        <>
          <h3>{label}</h3>
          <ul>
            {articles.map(({ headline }) => (
              <li>{headline}</li>
            ))}
          </ul>
        </>
      ))}
  </>
);
