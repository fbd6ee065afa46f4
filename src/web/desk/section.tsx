import type { Context } from 'hono';
import { sectionReaders } from '../../../subscribers/index.ts';
import { SectionEndPage } from '../../../templates/web/desk/section-end.tsx';
import { OneSectionPage } from '../../../templates/web/desk/sections.tsx';
import { listFeeds } from '../../articles/index.ts';
import { fault } from '../../core/index.ts';
import {
  changeSection,
  changeSectionFields,
  describeSection,
  previewSectionChange,
  type SectionChange,
} from '../../sections/index.ts';
import { readForm } from '../readers/form.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';
import { atName, onwardTo, sectionRows, sectionTyped, wrongIn } from './section-fields.ts';

type C = Context<SignedInEnv>;

/** @throws Fault `not-found` */
async function openSection(c: C, deps: DeskDeps) {
  const { open, readersOfAll } = await sectionRows(deps);
  const section = open.find(({ slug }) => slug === c.req.param('slug'));
  if (!section) throw fault('not-found', 'This section has ended, or never was.');
  return { section, readersOfAll, others: open.filter((one) => one !== section) };
}

/** One section, and what may be changed of it. */
export async function oneSectionPage(c: C, deps: DeskDeps, again?: PressedAgain) {
  const found = await openSection(c, deps);
  const { label, description, colour, language } = found.section;
  const typed = again ? sectionTyped(again.form) : { label, description, colour, language };
  const problems = again?.problems ?? [];
  return deskPage(c, {
    at: 'sections',
    title: label,
    problems,
    ...(again ? { status: again.status } : {}),
    body: <OneSectionPage site={c.get('site')} {...found} typed={typed} problems={problems} />,
  });
}

export async function changeOne(c: C, deps: DeskDeps) {
  const { section } = await openSection(c, deps);
  const form = await readForm(c);
  const { label, description, colour, language } = sectionTyped(form);
  const [by, slug] = [c.get('actor'), section.slug];
  return pressed(c, {
    form,
    act: async () => {
      const wrong = wrongIn({ description, colour, language });
      if (wrong) return wrong;
      if (label !== section.label)
        await changeSection({ ...deps, sectionReaders }, { kind: 'rename', section: slug, label }, by);
      await describeSection(deps, { section: slug, description }, by);
      // A page that was opened before it had these fields says nothing of them.
      if (form.has('colour')) await changeSectionFields(deps, { section: slug, colour, language }, by);
      return undefined;
    },
    again: (how) => oneSectionPage(c, deps, atName(how)),
    onward: onwardTo('saved'),
  });
}

const ending = (section: string, into: string): SectionChange =>
  into === '' ? { kind: 'retire', section } : { kind: 'merge', section, into };

/** What becomes of its readers, articles and feeds if it ends. */
export async function endSectionPage(c: C, deps: DeskDeps, into: string, again?: PressedAgain) {
  const { section, others } = await openSection(c, deps);
  const readers = await previewSectionChange({ ...deps, sectionReaders }, ending(section.slug, into));
  const feeds = (await listFeeds(deps.db)).filter(({ section_slug }) => section_slug === section.slug);
  return deskPage(c, {
    at: 'sections',
    title: `End ${section.label}`,
    problems: again?.problems ?? [],
    ...(again ? { status: again.status } : {}),
    body: (
      <SectionEndPage
        site={c.get('site')}
        slug={section.slug}
        label={section.label}
        into={others.find(({ slug }) => slug === into)}
        readers={readers}
        waiting={section.articles.waiting}
        feeds={feeds.length}
      />
    ),
  });
}

export async function endSection(c: C, deps: DeskDeps) {
  const form = await readForm(c);
  const into = form.text('into');
  const wanted = ending(c.req.param('slug') ?? '', into);
  return pressed(c, {
    form,
    act: async () => {
      await changeSection({ ...deps, sectionReaders }, wanted, c.get('actor'));
      return undefined;
    },
    again: (how) => endSectionPage(c, deps, '', how),
    onward: onwardTo(into === '' ? 'retired' : 'merged'),
  });
}
