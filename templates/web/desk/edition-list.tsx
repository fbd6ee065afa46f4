import { type EditionState, paths } from '../../../src/core/index.ts';
import { Button, EmptyState, Input, Table, Tag } from '../components/index.ts';
import type { Site } from '../site.ts';
import { type EditionFormProps, EditionInputs } from './edition-form.tsx';
import { deskMoment } from './moments.ts';

export type ListedEditionProps = {
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

export const StateTag = ({ state }: { state: EditionState }) => (
  <Tag classes={STATES[state].classes ?? ''}>{STATES[state].text}</Tag>
);

function dateOf({ publishedAt, sentAt, sendAt, state }: ListedEditionProps, site: Site): string {
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
  editions: readonly ListedEditionProps[];
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
