import { paths } from '../../../src/core/index.ts';
import { Button, Input, Select, Table, Textarea } from '../components/index.ts';
import type { Site } from '../site.ts';
import { focusAfter } from './edition-order.tsx';
import { errorAt } from './error-at.ts';
import { howMany } from './moments.ts';
import type { DeskProblem } from './page.tsx';

export type SectionRowView = {
  slug: string;
  label: string;
  description: string;
  colour: string;
  language: string;
  /** Active readers who chose it by name. */
  chosenBy: number;
  /** Articles that are or were in it, and those of them that no edition has published yet. */
  articles: { all: number; waiting: number };
};

/** The fields of a section as they are typed. */
export type SectionTyped = { label: string; description: string; colour: string; language: string };

export type SectionsView = {
  site: Site;
  open: readonly SectionRowView[];
  /** Active readers of all sections. */
  readersOfAll: number;
  ended: readonly { label: string; into: string | undefined }[];
  typed: SectionTyped;
  problems: readonly DeskProblem[];
  /** What was moved last, as its button said it. */
  moved?: string;
};

/** Every section with its readers and articles, in the order in which readers see them. */
export const SectionsPage = ({ site, open, readersOfAll, ended, typed, problems, moved }: SectionsView) => (
  <>
    <h1>Sections</h1>
    {open.length === 0 ? (
      <p>
        There is no section yet. Readers choose sections when they subscribe, and every article stands in one:
        add the first below.
      </p>
    ) : (
      <>
        <p>
          In the order in which readers see them. {howMany(readersOfAll, 'reader')}{' '}
          {readersOfAll === 1 ? 'gets' : 'get'} all sections, the others those that they chose.
        </p>
        <OpenTable site={site} open={open} moved={moved} />
        <p>
          <a href={site.at(paths.desk.signUp())}>Links, forms and QR codes to subscribe from elsewhere</a>
        </p>
      </>
    )}
    <form method="post" action={site.at(paths.desk.sections())} novalidate>
      <h2 class="govuk-heading-m">Add a section</h2>
      <p>
        Readers of all sections get it from its first article on; everybody else can choose it at once. Nobody
        is told of it by a mail of its own.
      </p>
      <NameAndDescription typed={typed} problems={problems} />
      <Button preventDoubleClick>Add the section</Button>
    </form>
    {ended.length > 0 && (
      <>
        <h2 class="govuk-heading-m">Ended</h2>
        <ul>
          {ended.map(({ label, into }) => (
            <li>{into === undefined ? label : `${label}, merged into ${into}`}</li>
          ))}
        </ul>
      </>
    )}
  </>
);

type OpenTableProps = Pick<SectionsView, 'site' | 'open'> & { moved: string | undefined };

const OpenTable = ({ site, open, moved }: OpenTableProps) => (
  <form method="post" action={site.at(paths.desk.sectionOrder())}>
    <section class="desk-scroll" tabindex={0} aria-label="Sections">
      <Table
        firstCellIsHeader
        classes="desk-table"
        head={[
          { content: 'Section' },
          { content: 'Chosen by', format: 'numeric' },
          { content: 'Articles', format: 'numeric' },
        ]}
        rows={open.map((section, at) => [
          {
            content: (
              <Named
                site={site}
                section={section}
                first={at === 0}
                last={at === open.length - 1}
                moved={moved}
              />
            ),
          },
          { content: section.chosenBy.toLocaleString('en-GB'), format: 'numeric' },
          { content: <Articles site={site} section={section} />, format: 'numeric' },
        ])}
      />
    </section>
  </form>
);

type Placed = { section: SectionRowView; first: boolean; last: boolean; moved: string | undefined };

const Named = ({ site, section, ...placed }: Placed & { site: Site }) => (
  <>
    <a href={site.at(paths.desk.section({ slug: section.slug }))}>{section.label}</a>
    {section.description !== '' && <span class="desk-under">{section.description}</span>}
    <Moves section={section} {...placed} />
  </>
);

const Articles = ({ site, section: { slug, articles } }: { site: Site; section: SectionRowView }) => (
  <>
    <a href={site.at(paths.desk.articles({ section: slug }))}>{articles.all.toLocaleString('en-GB')}</a>
    {articles.waiting > 0 && (
      <span class="desk-under">{articles.waiting.toLocaleString('en-GB')} waiting</span>
    )}
  </>
);

const Moves = ({ section: { slug, label }, first, last, moved }: Placed) => (
  <span class="arranged__moves">
    {(['up', 'down'] as const).map(
      (step) =>
        !(step === 'up' ? first : last) && (
          <Button
            name="do"
            value={`${slug} ${step}`}
            classes="govuk-button--secondary govuk-button--small"
            {...(focusAfter({ what: slug, first, last, moved }) === `${slug} ${step}`
              ? { attributes: { autofocus: true } }
              : {})}
          >
            Move {step}
            <span class="govuk-visually-hidden"> {label}</span>
          </Button>
        ),
    )}
  </span>
);

const NameAndDescription = ({ typed, problems }: Pick<SectionsView, 'typed' | 'problems'>) => (
  <>
    <Input name="label" label="Name" autocomplete="off" value={typed.label} {...errorAt(problems, 'label')} />
    <Textarea
      name="description"
      label="Description (optional)"
      hint="One or two sentences, which readers read where they choose their sections."
      rows={2}
      value={typed.description}
      {...errorAt(problems, 'description')}
    />
    <div class="desk-pair">
      <Input
        name="colour"
        label="Colour (optional)"
        hint="Of its heading in the mail, such as #1d70b8. Empty for the bulletin’s own."
        autocomplete="off"
        spellcheck={false}
        value={typed.colour}
        {...errorAt(problems, 'colour')}
      />
      <Input
        name="language"
        label="Language (optional)"
        hint="Only where it is another than the edition’s: cy, fr, ar."
        autocomplete="off"
        spellcheck={false}
        value={typed.language}
        {...errorAt(problems, 'language')}
      />
    </div>
  </>
);

export type OneSectionView = {
  site: Site;
  section: SectionRowView;
  readersOfAll: number;
  /** The open sections that its readers could get instead. */
  others: readonly { slug: string; label: string }[];
  typed: SectionTyped;
  problems: readonly DeskProblem[];
};

/** One section: its words, and its end. */
export const OneSectionPage = ({ site, section, readersOfAll, others, typed, problems }: OneSectionView) => (
  <>
    <h1>{section.label}</h1>
    <p>
      {howMany(section.chosenBy, 'reader')} chose it by name, {howMany(readersOfAll, 'reader')} all sections.{' '}
      <a href={site.at(paths.desk.articles({ section: section.slug }))}>
        {howMany(section.articles.all, 'article')}
      </a>
      , its page is at{' '}
      <a href={site.at(paths.section({ slug: section.slug }))}>{paths.section({ slug: section.slug })}</a>.
    </p>
    <form method="post" action={site.at(paths.desk.section({ slug: section.slug }))} novalidate>
      <h2 class="govuk-heading-m">What it is</h2>
      <p>
        Its readers see the new name and get the same. The address of its page and its feeds stay. Editions
        that are made already keep the old name.
      </p>
      <NameAndDescription typed={typed} problems={problems} />
      <Button preventDoubleClick>Save</Button>
    </form>
    <form method="get" action={site.at(paths.desk.sectionEnd({ slug: section.slug }))}>
      <h2 class="govuk-heading-m">End this section</h2>
      <p>
        No edition can have it any more, and readers can no longer choose it. What was published stays where
        it is.
      </p>
      <Select
        name="into"
        label="Its readers get instead"
        items={[
          { value: '', content: 'Nothing' },
          ...others.map(({ slug, label }) => ({ value: slug, content: label })),
        ]}
      />
      <Button classes="govuk-button--secondary">See what that would do</Button>
    </form>
  </>
);
