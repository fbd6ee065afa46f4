import mjml2html from 'mjml';
import { oneLine } from '../../src/core/index.ts';
import type { FrozenSnapshot, Snapshot } from '../../src/editions/index.ts';
import { editionUrl } from '../../src/rendering/addresses.ts';
import { inOther } from '../../src/rendering/compile.ts';
import { snapshotIn } from '../../src/rendering/in-language.ts';
import type { MailVariant, RenderOptions } from '../../src/rendering/index.ts';
import { noMarks } from '../../src/rendering/marks.ts';
import { readSnapshot } from '../../src/rendering/read.ts';
import { editionProps, markdownStyles, preheaderOf } from '../../src/rendering/snapshot-props.ts';
import { clipped } from '../../src/rendering/story-lines.ts';
import { editionText } from '../../src/rendering/text/edition.ts';
import { beside } from '../../templates/direction.ts';
import { editionMail } from '../../templates/mail/edition.mjml.tsx';
import type { ArticleForm } from '../../templates/mail/props.ts';

type Spliced = Record<'sections' | 'shortened' | 'headlines', readonly string[]> & Pick<MailVariant, 'slots'>;

/**
 * One reader's mail rendered on its own, by MJML itself with the whole content: nothing compiled once, no holes,
 * no marks, no splicing. The oracle that spliced mails are held to.
 */
export async function renderDirectly(
  frozen: FrozenSnapshot,
  { sections, shortened, headlines, slots }: Spliced,
  options: RenderOptions,
  language?: 'cy',
): Promise<{ html: string; text: string }> {
  return language === undefined
    ? renderContent(frozen.snapshot, { sections, shortened, headlines, slots }, options)
    : renderContent(
        snapshotIn(frozen.snapshot, language, options),
        { sections, shortened, headlines, slots },
        inOther(options),
      );
}

async function renderContent(
  content: Snapshot,
  { sections, shortened, headlines, slots }: Spliced,
  options: RenderOptions,
) {
  const snapshot = readSnapshot(content, options);
  const whole = editionUrl(`${options.publicUrl}${snapshot.language === 'cy' ? '/cy' : ''}`, snapshot.number);
  const all = sections.length === snapshot.sections.length;
  const browser = all ? whole : `${whole}?sections=${sections.join(',')}`;
  const links = {
    ...slots,
    browser,
    forward: `${options.publicUrl}${content.language === 'cy' ? '/cy' : ''}/subscribe?sections=${sections.join(',')}`,
  };
  const styles = markdownStyles(options.theme);
  const wantedHere = snapshot.sections.filter(({ slug }) => sections.includes(slug));
  const [, ...next] = wantedHere.flatMap(({ articles }) => articles.map(({ headline }) => oneLine(headline)));
  const following = beside(next.slice(0, 3), ' · ');
  const followingStories = following === '' ? preheaderOf(snapshot) : clipped(following, 140);
  const props = editionProps(snapshot, { ...options, marks: noMarks, links, styles, followingStories });
  const formOf = (slug: string): ArticleForm =>
    headlines.includes(slug) ? 'headline' : shortened.includes(slug) ? 'short' : 'full';
  const wanted = props.sections
    .filter(({ slug }) => sections.includes(slug))
    .map((section) => ({
      ...section,
      articles: section.articles.map((article) => ({
        ...article,
        forms: [formOf(article.anchor)],
      })),
    }));
  const document = editionMail({ ...props, sections: wanted }, options.theme);
  const { html } = await mjml2html(document, { validationLevel: 'strict', fonts: {} });
  const subset = { ...snapshot, sections: wantedHere };
  return { html, text: editionText(subset, { ...options, marks: noMarks, links }) };
}
