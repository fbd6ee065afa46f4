import type { FC } from 'hono/jsx';
import type { Locale } from '../../../src/words/index.ts';
import { Checkboxes, type ChoiceField, type ErrorPart } from '../components/index.ts';
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
  /** The words of the page. */
  locale: Locale;
  chosen: 'all' | readonly string[];
  legend: string;
  hint?: string;
  /** The question is the page's heading. */
  isPageHeading?: boolean;
  problem?: ErrorPart | string | undefined;
  /** Only some: no choice of all. */
  withoutAll?: boolean;
};

function about({ description, language, sample }: SectionOption, { language: lang, pieces }: Locale) {
  if (!description && !sample) return undefined;
  return (
    <>
      <Said of={{ text: description, language }} lang={lang} />
      {sample && (
        <span class="sample">{pieces('reader.latest', { headline: <Said of={sample} lang={lang} /> })}</span>
      )}
    </>
  );
}

/**
 * Nothing is ticked beforehand but what the reader's own link or form named: consent is an act (UK GDPR recital 32), and it is
 * the button of the mailed link.
 */
export const SectionChoice: FC<SectionChoiceProps> = (props) => {
  const { say, language: lang } = props.locale;
  const items: ChoiceField[] = props.sections.map((section) => {
    const hint = about(section, props.locale);
    const label = <Said of={{ text: section.label, language: section.language }} lang={lang} />;
    return { value: section.slug, content: label, ...(hint && { hint: { content: hint } }) };
  });
  const all: ChoiceField = {
    value: 'all',
    content: say('reader.allSections'),
    hint: say('reader.alsoLater'),
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
      items={
        props.withoutAll
          ? items
          : [...items, ...(items.length > 0 ? [{ divider: say('reader.or') }] : []), all]
      }
      values={props.chosen === 'all' ? ['all'] : props.chosen}
    />
  );
};
