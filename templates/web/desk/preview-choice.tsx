import { paths } from '../../../src/core/index.ts';
import { Button } from '../components/index.ts';
import type { Site } from '../site.ts';
import { howMany } from './moments.ts';

export type PreviewAsked = {
  sections?: readonly string[];
  reader?: number;
  language?: string;
  format: 'html' | 'text';
  width: 375 | 600;
  dark: boolean;
};

/** The choices that most readers have. */
export type PopularProps = readonly {
  sections: readonly string[];
  labels: readonly string[];
  readers: number;
}[];

/** What an address of a preview asks for. */
export const inQuery = ({ sections, reader, language, format, width, dark }: PreviewAsked) => ({
  sections,
  reader,
  language,
  format: format === 'text' ? 'text' : undefined,
  width: width === 375 ? 375 : undefined,
  dark: dark ? 1 : undefined,
});

type ChooseProps = {
  site: Site;
  number: number;
  query: PreviewAsked;
  languages: readonly { name: string; label: string }[];
  sections: readonly { slug: string; label: string }[];
  choices: PopularProps;
};

/** Which reader's mail, and how it is looked at. */
export function Choose({ site, number, query, languages, sections, choices }: ChooseProps) {
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
      {languages.length > 0 && (
        <fieldset class="govuk-fieldset">
          <legend class="govuk-fieldset__legend">In</legend>
          <div class="govuk-radios govuk-radios--small govuk-radios--inline">
            {languages.map(({ name, label }) => (
              <Option name="language" value={name} text={label} chosen={name === (query.language ?? '')} />
            ))}
          </div>
        </fieldset>
      )}
      <Look query={query} />
      <Button classes="govuk-button--secondary">Show</Button>
      {choices.length > 0 && <Popular site={site} number={number} query={query} choices={choices} />}
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

const Look = ({ query }: { query: PreviewAsked }) => (
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

const Popular = ({ site, number, query, choices }: Omit<ChooseProps, 'sections' | 'languages'>) => (
  <nav aria-labelledby="most-readers">
    <h2 id="most-readers" class="govuk-heading-m">
      What most readers get
    </h2>
    <ol class="preview__choices">
      {choices.map(({ sections, labels, readers }) => (
        <li>
          <a
            href={site.at(
              paths.desk.preview(
                { number },
                { ...inQuery(query), reader: undefined, sections: [...sections] },
              ),
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
