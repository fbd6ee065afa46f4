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
};

/** The order of sections and of what they hold: one form, in which each button says what it moves. */
export function Arranged({ site, number, sections, addable }: ArrangedProps) {
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
