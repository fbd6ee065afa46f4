import { directionOfLanguage } from '../direction.ts';
import type { Theme } from '../theme.ts';
import { articleRows } from './article.tsx';
import { GUTTER, mailHead, sectionHeading } from './edition.mjml.tsx';
import { lookOf } from './look.ts';
import { block, type MjmlNode, mj, rawHtml } from './mjml.ts';
import type { EditionProps } from './props.ts';

/** What stands for the rows, and for the section's colour in the dark, until an article is put in. */
export type ShellSlots = { rows: string; dark: string };

/** The mail around one article: its head and ground, and a section that holds `slots.rows`. */
export function articleShell(edition: EditionProps, theme: Theme, slots: ShellSlots): MjmlNode {
  const { language } = edition;
  const look = lookOf({ ...theme, language });
  const palette = [{ light: slots.dark, dark: slots.dark }];
  return {
    tagName: 'mjml',
    attributes: { lang: language, dir: directionOfLanguage(language) },
    children: [
      mailHead({ ...edition, palette }, { ...theme, language }),
      mj('body', { width: '600px', 'background-color': theme.light.page, 'css-class': 'pg' }, [
        rawHtml(`<div class="w" style="${look.wrapper}">`),
        block({ padding: `24px ${GUTTER} 32px` }, [rawHtml(slots.rows)]),
        rawHtml('</div>'),
      ]),
    ],
  };
}

/** The rows of an edition's first article, under the heading of its section, as its mail has them. */
export function articleInSection(edition: EditionProps, { language: _, ...rest }: Theme) {
  const theme = { ...rest, language: edition.language };
  const look = lookOf(theme);
  const [section] = edition.sections;
  const [article] = section?.articles ?? [];
  if (!section || !article) return { heading: '', article: '' };
  const setting = { look, theme, marks: edition.marks, locale: edition.locale, first: true };
  const rows = articleRows({ ...article, forms: ['full'] }, setting);
  return {
    heading: sectionHeading(section, { theme, look }).content ?? '',
    article: rows.map(({ content = '' }) => content).join(''),
  };
}
