import type { FC } from 'hono/jsx';
import { Checkboxes, type ChoiceField } from '../components/index.ts';
import { Said, type Words } from '../parts.tsx';

/** A section as a reader meets it: what it is called, what it is about, and what it held last. */
export type SectionOption = {
  slug: string;
  label: string;
  description: string;
  /** BCP 47, of label and description, where somebody has said it. */
  language?: string | undefined;
  sample?: Words;
};

export type SectionChoiceProps = {
  sections: readonly SectionOption[];
  /** BCP 47, of the page. */
  lang: string;
  chosen: 'all' | readonly string[];
  legend: string;
  hint?: string;
  /** The question is the page's heading. */
  isPageHeading?: boolean;
  problem?: string;
  /** Only some: no choice of all. */
  withoutAll?: boolean;
};

const about = ({ description, language, sample }: SectionOption, lang: string) =>
  description || sample ? (
    <>
      <Said of={{ text: description, language }} lang={lang} />
      {sample && (
        <span class="sample">
          Latest: <Said of={sample} lang={lang} />
        </span>
      )}
    </>
  ) : undefined;

/** Nothing is ticked beforehand: consent is an act (UK GDPR recital 32). */
export const SectionChoice: FC<SectionChoiceProps> = (props) => {
  const items: ChoiceField[] = props.sections.map((section) => {
    const hint = about(section, props.lang);
    const label = <Said of={{ text: section.label, language: section.language }} lang={props.lang} />;
    return { value: section.slug, content: label, ...(hint && { hint: { content: hint } }) };
  });
  const all: ChoiceField = {
    value: 'all',
    content: 'All sections',
    hint: 'Also sections that start later',
    behaviour: 'exclusive',
  };
  return (
    <Checkboxes
      name="sections"
      idPrefix="sections"
      fieldset={{
        legend: {
          content: props.legend,
          classes: props.isPageHeading ? 'govuk-fieldset__legend--l' : 'govuk-fieldset__legend--m',
          isPageHeading: props.isPageHeading,
        },
      }}
      hint={props.hint}
      errorMessage={props.problem}
      items={props.withoutAll ? items : [...items, ...(items.length > 0 ? [{ divider: 'or' }] : []), all]}
      values={props.chosen === 'all' ? ['all'] : props.chosen}
    />
  );
};
