import { paths } from '../../../src/core/index.ts';
import { Button, Input, Select } from '../components/index.ts';
import type { Site } from '../site.ts';

export type HeldSectionProps = {
  slug: string;
  label: string;
  articles: readonly { id: number; headline: string }[];
};

type ArrangedProps = {
  site: Site;
  number: number;
  sections: readonly HeldSectionProps[];
  /** Sections that could come in. */
  addable: readonly { slug: string; label: string }[];
  /** What was moved last, as its button said it: its button has the focus again. */
  moved?: string;
};

/** The order of sections and of what they hold: one form, in which each button says what it moves. */
export function Arranged({ site, number, sections, addable, moved }: ArrangedProps) {
  return (
    <form method="post" action={site.at(paths.desk.editionOrder({ number }))} class="arranged">
      <ol class="arranged__sections">
        {sections.map(({ slug, label, articles }, at) => (
          <li data-moves={`section ${slug}`}>
            <div class="arranged__row">
              <h3>{label}</h3>
              <Moves
                what={`section ${slug}`}
                name={label}
                first={at === 0}
                last={at === sections.length - 1}
                moved={moved}
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
                  <li class="arranged__row" data-moves={`article ${id}`}>
                    <a class="arranged__name" href={site.at(paths.desk.article({ id }))}>
                      {headline}
                    </a>
                    <Moves
                      what={`article ${id}`}
                      name={headline}
                      first={place === 0}
                      last={place === articles.length - 1}
                      moved={moved}
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

type MovesProps = {
  what: string;
  name: string;
  first: boolean;
  last: boolean;
  moved: string | undefined;
};

function Moves({ what, name, first, last, moved }: MovesProps) {
  const [up, down] = [`${what} up`, `${what} down`];
  const focused = focusAfter({ what, first, last, moved });
  return (
    <span class="arranged__moves">
      {!first && <MoveButton value={up} text="Move up" name={name} focused={focused === up} />}
      {!last && <MoveButton value={down} text="Move down" name={name} focused={focused === down} />}
    </span>
  );
}

/**
 * Which of the two buttons has the focus when the page is shown again: the one that was pressed, or the other one where it moved to an
 * end of the list. Whoever works by the keyboard presses it again and again.
 */
export const focusAfter = ({ what, first, last, moved }: Omit<MovesProps, 'name'>): string | undefined =>
  moved === `${what} up` || moved === `${what} down`
    ? `${what} ${(moved === `${what} up` && !first) || last ? 'up' : 'down'}`
    : undefined;

type MoveButtonProps = { value: string; text: string; name: string; focused?: boolean };

const MoveButton = ({ value, text, name, focused = false }: MoveButtonProps) => (
  <Button
    name="do"
    value={value}
    classes="govuk-button--secondary govuk-button--small"
    {...(focused ? { attributes: { autofocus: true } } : {})}
  >
    {text}
    <span class="govuk-visually-hidden"> {name}</span>
  </Button>
);
