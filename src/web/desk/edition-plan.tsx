import type { Context } from 'hono';
import { EditionListPage, type PlanProps } from '../../../templates/web/desk/edition-list.tsx';
import { may } from '../../access/index.ts';
import { type EditionNumber, editionNumber, paths } from '../../core/index.ts';
import {
  type EditionProblem,
  listEditions,
  loadEdition,
  planEdition,
  readTypedEdition,
  readTypedNumber,
  type TypedEdition,
  typedEdition,
} from '../../editions/index.ts';
import { listSections } from '../../sections/index.ts';
import { leadTo } from '../canonical.ts';
import { readForm } from '../readers/form.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { problemsInWords, typedInForm } from './edition-words.ts';
import { deskPage } from './page.tsx';

type Ctx = Context<SignedInEnv>;

type Again = {
  typed: TypedEdition;
  number?: string;
  chosen?: readonly string[];
  newSection?: string;
  problems: readonly EditionProblem[];
};

/** Every edition, and the form for a new one. */
export async function editionListPage(c: Ctx, deps: DeskDeps, again?: Again) {
  const editions = await listEditions(deps.db);
  const problems = problemsInWords(again?.problems ?? []);
  const body = (
    <EditionListPage
      site={c.get('site')}
      editions={editions}
      {...(may(c.get('actor'), 'edition.write')
        ? { plan: await planProps(deps, editions[0]?.number, again) }
        : {})}
    />
  );
  return deskPage(c, {
    at: 'editions',
    title: 'Editions',
    body,
    problems,
    ...(again ? { status: 400 } : {}),
  });
}

/** A new edition begins as the latest is: its number one more, the same sections and names. */
async function planProps(
  deps: DeskDeps,
  latest: EditionNumber | undefined,
  again?: Again,
): Promise<PlanProps> {
  const last = latest === undefined ? undefined : await loadEdition(deps.db, latest);
  const open = (await listSections(deps.db)).filter(({ retired }) => !retired);
  const usual = last ? last.sections.map(({ slug }) => String(slug)) : open.map(({ slug }) => String(slug));
  const { title = '', strapline = '', publisher = '', mailbox = '' } = last ?? {};
  return {
    number: again?.number ?? String((latest ?? 0) + 1),
    typed: again?.typed ?? typedEdition({ title, strapline, publisher, mailbox: mailbox as string }),
    chosen: again?.chosen ?? usual,
    newSection: again?.newSection ?? '',
    sections: open.map(({ slug, label }) => ({ slug, label })),
    problems: again?.problems ?? [],
  };
}

/** The form for a new edition was sent. */
export async function planFromForm(c: Ctx, deps: DeskDeps) {
  const form = await readForm(c);
  const typed = typedInForm(form);
  const [number, newSection] = [form.text('number'), form.text('newSection')];
  const chosen = form.list('sections');
  const open = (await listSections(deps.db)).filter(({ retired, slug }) => !retired && chosen.includes(slug));
  const [read, readNumber] = [readTypedEdition(typed), readTypedNumber(number)];
  const taken =
    'number' in readNumber && (await listEditions(deps.db)).some((one) => one.number === readNumber.number);
  const problems: EditionProblem[] = [
    ...('sentence' in readNumber ? [{ field: 'number', sentence: readNumber.sentence } as const] : []),
    ...(taken
      ? [{ field: 'number', sentence: 'is taken by another edition: choose another.' } as const]
      : []),
    ...(read.problems ?? []),
    ...(open.length === 0 && newSection === ''
      ? [{ field: 'sections', sentence: 'are missing: choose at least one, or name a new one.' } as const]
      : []),
  ];
  if (problems.length > 0 || !read.page || !('number' in readNumber)) {
    return editionListPage(c, deps, { typed, number, chosen, newSection, problems });
  }
  const planned = editionNumber(readNumber.number);
  const sections = open.map(({ slug }) => slug);
  await planEdition(deps, { number: planned, page: read.page, sections, newSection, by: c.get('actor') });
  return leadTo(c, c.get('site'), {
    address: paths.desk.edition({ number: planned }, { done: 'planned' }),
    status: 303,
  });
}
