import { type PersonId, paths } from '../../../src/core/index.ts';
import { Button, Input, InsetText, Select } from '../components/index.ts';
import type { Site } from '../site.ts';
import { errorAt } from './error-at.ts';
import type { DeskProblem } from './page.tsx';

/** Who stands in for somebody, as the form shows it. */
export type DeputyForm = {
  /** Who may approve, but for themself. */
  choices: readonly { id: PersonId; name: string }[];
  /** The id as the form sends it; '' = nobody. */
  deputy: string;
  from: string;
  until: string;
  problems: readonly DeskProblem[];
};

/** Who is asked to approve in somebody's place. */
export const PersonDeputy = ({ site, id, form }: { site: Site; id: PersonId; form: DeputyForm }) => (
  <form method="post" action={site.at(paths.desk.personDeputy({ id }))} novalidate>
    <h2 class="govuk-heading-m">Deputy</h2>
    {form.choices.length === 0 ? (
      <InsetText>Nobody else here may approve, so nobody can stand in for them.</InsetText>
    ) : (
      <>
        <p>
          Who is asked to approve too, once they were asked and have not answered. The first answer counts.
        </p>
        <Select
          name="deputy"
          label="Who stands in for them"
          value={form.deputy}
          items={[
            { value: '', content: 'Nobody' },
            ...form.choices.map((one) => ({ value: String(one.id), content: one.name })),
          ]}
          {...errorAt(form.problems, 'deputy')}
        />
        <Input
          name="from"
          type="date"
          label="From (empty: at once)"
          value={form.from}
          {...errorAt(form.problems, 'from')}
        />
        <Input
          name="until"
          type="date"
          label="Until, that day included (empty: for ever)"
          value={form.until}
          {...errorAt(form.problems, 'until')}
        />
        <Button preventDoubleClick>Save the deputy</Button>
      </>
    )}
  </form>
);
