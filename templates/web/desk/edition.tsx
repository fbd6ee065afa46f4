import { type EditionState, paths } from '../../../src/core/index.ts';
import {
  Button,
  EmptyState,
  Input,
  LinkButton,
  Select,
  SummaryList,
  Table,
  Tag,
} from '../components/index.ts';
import type { Site } from '../site.ts';
import { type EditionFormProps, EditionInputs } from './edition-form.tsx';
import { EditionTabs } from './edition-tabs.tsx';
import { deskMoment } from './moments.ts';

type Listed = {
  number: number;
  state: EditionState;
  cover: string;
  title: string;
  sendAt?: Date;
  sentAt?: Date;
  publishedAt?: Date;
};

const STATES: Record<EditionState, { text: string; classes?: string }> = {
  planned: { text: 'Planned' },
  assembled: { text: 'In the making' },
  approved: { text: 'Approved', classes: 'govuk-tag--good' },
  sending: { text: 'Being sent', classes: 'govuk-tag--good' },
  sent: { text: 'Sent', classes: 'govuk-tag--good' },
  published: { text: 'Published', classes: 'govuk-tag--good' },
  cancelled: { text: 'Called off', classes: 'govuk-tag--bad' },
};

const StateTag = ({ state }: { state: EditionState }) => (
  <Tag classes={STATES[state].classes ?? ''}>{STATES[state].text}</Tag>
);

function dateOf({ publishedAt, sentAt, sendAt, state }: Listed, site: Site): string {
  if (publishedAt) return `Published ${deskMoment(publishedAt, site)}`;
  if (sentAt) return `Sent ${deskMoment(sentAt, site)}`;
  return sendAt && state !== 'cancelled' ? `To be sent ${deskMoment(sendAt, site)}` : '';
}

/** Every edition, the newest first. */
export function EditionListPage({
  site,
  editions,
  plan,
}: {
  site: Site;
  editions: readonly Listed[];
  plan?: PlanProps;
}) {
  return (
    <>
      <h1>Editions</h1>
      {editions.length === 0 ? (
        <EmptyState title="There is no edition yet">
          <p>Plan one below, or bring one in as a folder: it is listed here with whose turn it is.</p>
        </EmptyState>
      ) : (
        <div class="desk-scroll">
          <Table
            firstCellIsHeader
            head={['Edition', 'Cover date', 'State', 'When'].map((content) => ({ content }))}
            rows={editions.map((edition) => [
              {
                content: (
                  <a href={site.at(paths.desk.edition({ number: edition.number }))}>
                    {`${edition.number}: ${edition.title}`}
                  </a>
                ),
              },
              { content: edition.cover },
              { content: <StateTag state={edition.state} /> },
              { content: dateOf(edition, site) },
            ])}
          />
        </div>
      )}
      {plan && <Plan site={site} plan={plan} />}
    </>
  );
}

export type PlanProps = Pick<EditionFormProps, 'typed' | 'problems'> & {
  number: string;
  sections: readonly { slug: string; label: string }[];
  chosen: readonly string[];
  newSection: string;
};

/** The form for a new edition: it begins as the latest one is. */
function Plan({ site, plan }: { site: Site; plan: PlanProps }) {
  const problemOf = (name: string, label: string) => {
    const problem = plan.problems.find(({ field }) => field === name);
    return problem ? { errorMessage: { content: `${label} ${problem.sentence}` } } : {};
  };
  return (
    <section aria-labelledby="plan" class="desk-form">
      <h2 id="plan">Plan an edition</h2>
      <form method="post" action={site.at(paths.desk.editions())} novalidate>
        <Input
          name="number"
          label="Edition number"
          value={plan.number}
          inputmode="numeric"
          classes="govuk-input--width-5"
          {...problemOf('number', 'Edition number')}
        />
        <EditionInputs typed={plan.typed} problems={plan.problems} />
        <fieldset class="govuk-fieldset" id="sections">
          <legend class="govuk-fieldset__legend">Sections, as readers choose them</legend>
          <div class="govuk-checkboxes govuk-checkboxes--small">
            {plan.sections.map(({ slug, label }) => (
              <div class="govuk-checkboxes__item">
                <input
                  class="govuk-checkboxes__input"
                  type="checkbox"
                  id={`in-${slug}`}
                  name="sections"
                  value={slug}
                  checked={plan.chosen.includes(slug)}
                />
                <label class="govuk-label govuk-checkboxes__label" for={`in-${slug}`}>
                  {label}
                </label>
              </div>
            ))}
          </div>
        </fieldset>
        <Input
          name="newSection"
          label={plan.sections.length === 0 ? 'The first section' : 'A new section (optional)'}
          value={plan.newSection}
          hint={{ content: 'Its name, for example Celebrating success. Readers can choose it from now on.' }}
          {...problemOf('sections', 'Sections')}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
    </section>
  );
}

type EditionOverviewProps = {
  site: Site;
  edition: Listed;
  turn: { whose: 'editors' | 'approvers' | 'sender' | 'nobody'; sentence: string };
  sections: readonly SectionProps[];
  /** Absent where it can no longer change, or the person may not. */
  form?: EditionFormProps;
  /** Sections that could come in. */
  addable?: readonly { slug: string; label: string }[];
};

type SectionProps = { slug: string; label: string; articles: readonly { id: number; headline: string }[] };

const WHOSE: Record<EditionOverviewProps['turn']['whose'], string> = {
  editors: 'The editors',
  approvers: 'The approvers',
  sender: 'Whoever sends it',
  nobody: 'Nobody: it goes on by itself',
};

/** One edition: where it stands and what comes next, what it holds in which order, and its own page. */
export function EditionOverview({ site, edition, turn, sections, form, addable = [] }: EditionOverviewProps) {
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
      <h2 id="order">What it holds</h2>
      {form ? (
        <Arranged site={site} number={number} sections={sections} addable={addable} />
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

const Held = ({ sections }: { sections: readonly SectionProps[] }) => (
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

type ArrangedProps = Required<Pick<EditionOverviewProps, 'site' | 'sections' | 'addable'>> & {
  number: number;
};

/** The order of sections and of what they hold: one form, in which each button says what it moves. */
function Arranged({ site, number, sections, addable }: ArrangedProps) {
  return (
    <form method="post" action={site.at(paths.desk.editionOrder({ number }))} class="arranged">
      <ol class="arranged__sections">
        {sections.map(({ slug, label, articles }, at) => (
          <li>
            <div class="arranged__row">
              <h3>{label}</h3>
              <Moves
                what={`section ${slug}`}
                name={label}
                first={at === 0}
                last={at === sections.length - 1}
              />
              {articles.length === 0 && sections.length > 1 && (
                <MoveButton value={`remove ${slug}`} text="Leave out" name={label} />
              )}
            </div>
            {articles.length === 0 ? (
              <p class="muted">
                No article yet: accepted articles of this section come in when the edition is put together.
              </p>
            ) : (
              <ol class="arranged__articles">
                {articles.map(({ id, headline }, place) => (
                  <li class="arranged__row">
                    <a class="arranged__name" href={site.at(paths.desk.article({ id }))}>
                      {headline}
                    </a>
                    <Moves
                      what={`article ${id}`}
                      name={headline}
                      first={place === 0}
                      last={place === articles.length - 1}
                    />
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
      <div class="arranged__add">
        {addable.length > 0 && (
          <Select
            name="section"
            label="Another section"
            items={[
              { value: '', content: 'Choose' },
              ...addable.map(({ slug, label }) => ({ value: slug, content: label })),
            ]}
          />
        )}
        <Input
          name="newSection"
          label={addable.length > 0 ? 'Or a new one, by name' : 'A new section, by name'}
        />
        <Button name="do" value="add" classes="govuk-button--secondary">
          Add the section
        </Button>
      </div>
    </form>
  );
}

const Moves = ({
  what,
  name,
  first,
  last,
}: {
  what: string;
  name: string;
  first: boolean;
  last: boolean;
}) => (
  <span class="arranged__moves">
    {!first && <MoveButton value={`${what} up`} text="Move up" name={name} />}
    {!last && <MoveButton value={`${what} down`} text="Move down" name={name} />}
  </span>
);

const MoveButton = ({ value, text, name }: { value: string; text: string; name: string }) => (
  <Button name="do" value={value} classes="govuk-button--secondary govuk-button--small">
    {text}
    <span class="govuk-visually-hidden"> {name}</span>
  </Button>
);
