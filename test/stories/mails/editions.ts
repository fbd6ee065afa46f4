import { freeze } from '../../../src/editions/draft.ts';
import type { FrozenSnapshot, SnapshotArticle } from '../../../src/editions/index.ts';
import { compileEdition, fillSlots, spliceMail } from '../../../src/rendering/index.ts';
import { gazetteTheme, standardTheme, type Theme } from '../../../templates/theme.ts';
import { sampleEdition } from '../../rendering/sample.ts';
import type { Story } from '../story.ts';
import { everyMark } from './every-mark.ts';
import { mail, publicUrl, textMail } from './mail.ts';
import { asWord, withoutStylesheets } from './programs.ts';

const links = {
  unsubscribe: `${publicUrl}/unsubscribe/1234`,
  preferences: `${publicUrl}/preferences/1234`,
};
type Of = { frozen?: FrozenSnapshot; theme?: Theme; sections?: readonly string[] };

async function edition({ frozen = sampleEdition(), theme = standardTheme, sections }: Of) {
  const compiled = await compileEdition(frozen, { publicUrl, theme });
  const wanted = compiled.sections.filter((slug) => sections?.includes(slug) ?? true);
  const { html, text, slots } = spliceMail(compiled, wanted);
  return { html: fillSlots(html, slots, links), text: fillSlots(text, slots, links) };
}

const shows = (name: string, of: Of) => mail(name, async () => (await edition(of)).html);
const shownBy = (name: string, as: (html: string) => string) =>
  mail(name, async () => as((await edition({ sections: two })).html));
const tells = (name: string, of: Of) => textMail(name, async () => (await edition(of)).text);

type Change = (article: SnapshotArticle) => SnapshotArticle;
function changed(change: Change): FrozenSnapshot {
  const { snapshot } = sampleEdition();
  const sections = snapshot.sections.map((section) => ({
    ...section,
    articles: section.articles.map(change),
  }));
  return freeze({ ...snapshot, sections });
}

/** So long that it must be shortened, as Gmail would clip the mail. */
const overlong = () =>
  changed((article) =>
    article.slug === 'library-pause-desks' ? { ...article, body: `${article.body}\n\n`.repeat(40) } : article,
  );
/** Nothing that can be left out. */
const bare = () => {
  const { snapshot } = changed(({ slug, headline, body }) => ({
    slug,
    headline,
    summary: '',
    body,
    links: [],
  }));
  const { preheader: _, ...rest } = snapshot;
  const sections = snapshot.sections.map(({ colour: _, ...section }) => ({ ...section, description: '' }));
  return freeze({ ...rest, welcome: '', sections });
};
const ownTheme: Theme = {
  ...standardTheme,
  light: { ...standardTheme.light, band: '#003d2b', link: '#00613f', accent: '#00613f' },
  dark: { ...standardTheme.dark, band: '#0c3a2b' },
  fonts: { text: 'Verdana, Arial, sans-serif', headings: 'Georgia, serif' },
  masthead: {
    ...standardTheme.masthead,
    logo: { url: `${publicUrl}/images/logo.png`, alt: 'Example Centre', width: 96, height: 48 },
  },
  footer: {
    reason: 'You get this because you work with us and asked for it.',
    lines: ['1 High Street, Exampletown EX1 2MP'],
  },
};

const one = ['communities'];
const two = ['celebrating-success', 'disruptions'];

/** The mail of the README. */
export const twoSections = shows('two-sections', { sections: two });

/** An edition as its readers get it. */
export const editions: readonly Story[] = [
  shows('all-sections', {}),
  shows('all-sections-gazette', { theme: gazetteTheme }),
  shows('one-section', { sections: one }),
  shows('one-section-gazette', { sections: one, theme: gazetteTheme }),
  twoSections,
  shows('shortened', { frozen: overlong(), sections: ['communities', 'partnerships'] }),
  shows('bare', { frozen: bare(), sections: one }),
  shows('every-mark', { frozen: everyMark() }),
  shows('every-mark-gazette', { frozen: everyMark(), theme: gazetteTheme }),
  shows('own-theme', { theme: ownTheme, sections: two }),
  shownBy('in-gmail-without-stylesheets', withoutStylesheets),
  { ...shownBy('in-word', asWord), desktop: true },
  tells('text-all-sections', {}),
  tells('text-one-section', { sections: one }),
  tells('text-every-mark', { frozen: everyMark() }),
];
