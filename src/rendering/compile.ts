import { editionMail } from '../../templates/mail/edition.mjml.tsx';
import type { ArticleForm, EditionProps, Marks } from '../../templates/mail/props.ts';
import { standardTheme } from '../../templates/theme.ts';
import { oneLine, paths } from '../core/index.ts';
import type { FrozenSnapshot, Snapshot } from '../editions/index.ts';
import { urlIn } from './addresses.ts';
import { type CompiledArticle, type CompiledMail, MAIL_VERSION } from './compiled-mail.ts';
import { otherLanguages, snapshotIn } from './in-language.ts';
import type { CompiledEdition } from './mail.ts';
import {
  cut,
  drawToken,
  type MailPart,
  type MailPlace,
  marksFor,
  mergeConditionals,
  placeToken,
} from './marks.ts';
import { compileMjml } from './mjml.ts';
import type { RenderOptions } from './options.ts';
import { type ReadSnapshot, readSnapshot } from './read.ts';
import { slotsOf } from './slots.ts';
import { editionProps, markdownStyles, preheaderOf } from './snapshot-props.ts';
import { storyLines } from './story-lines.ts';
import { editionText } from './text/edition.ts';

/**
 * Compiles a whole edition once, in each language of the publication. Any reader's mail is then spliced from it without MJML
 * (`spliceMail`), and is the same to the octet as that set of sections rendered on its own in that language.
 */
export async function compileEdition(
  { hash, snapshot }: FrozenSnapshot,
  options: RenderOptions,
): Promise<CompiledEdition> {
  const mail = await compileMail(snapshot, options);
  const others: Record<string, CompiledMail> = {};
  for (const language of otherLanguages(snapshot, options))
    others[language] = await compileMail(snapshotIn(snapshot, language, options), inOther(options));
  const { sections } = mail;
  return { snapshotHash: hash, sections, mail, ...(Object.keys(others).length > 0 ? { others } : {}) };
}

/** The theme says in its own language why a mail comes; in another the catalogue says it. */
export const inOther = ({ theme, ...options }: RenderOptions): RenderOptions => ({
  ...options,
  theme: { ...theme, footer: { ...theme.footer, reason: standardTheme.footer.reason } },
});

async function compileMail(content: Snapshot, options: RenderOptions): Promise<CompiledMail> {
  const snapshot = readSnapshot(content, options);
  const token = drawToken();
  const marks = marksFor(token);
  const props = mailProps(snapshot, { ...options, token, marks });
  const marked = mergeConditionals(await compileMjml(editionMail(props, options.theme)), token);
  const html = cut(marked, token);
  return {
    version: MAIL_VERSION,
    subject: subjectOf(snapshot),
    preheader: preheaderOf(snapshot),
    ...(snapshot.subject === 'stories' ? { stories: storyLines(snapshot) } : {}),
    token,
    editionUrl: urlIn(options.publicUrl, paths.edition({ number: snapshot.number }), {
      ...options,
      language: snapshot.language,
    }),
    signUpUrl: signUpIn(snapshot.language, options),
    sections: snapshot.sections.map(({ slug }) => slug),
    articles: articlesOf(snapshot, html),
    html,
    text: cut(editionText(snapshot, { ...options, marks, links: props.links }), token),
  };
}

/** The sign-up speaks the mail's language, where the publication does. */
export const signUpIn = (language: string, { publicUrl, languages }: RenderOptions): string =>
  urlIn(publicUrl, paths.subscribe(), { language, languages });

/** "The Bulletin: August 2017, issue 6". */
const subjectOf = ({ locale, title, cover, number }: ReadSnapshot) =>
  oneLine(locale.say('mail.subject', { title, cover, number: String(number) }));

export function mailProps(
  snapshot: ReadSnapshot,
  options: RenderOptions & { token: string; marks: Marks },
): EditionProps {
  const { unsubscribe, preferences } = slotsOf(options.token);
  const place = (name: MailPlace) => placeToken(options.token, name);
  const links = { browser: place('browser'), forward: place('forward'), unsubscribe, preferences };
  const styles = markdownStyles(options.theme);
  return editionProps(snapshot, { ...options, links, styles, followingStories: place('preheader') });
}

function articlesOf(snapshot: ReadSnapshot, html: readonly MailPart[]): CompiledArticle[] {
  const octets = (index: number, form: ArticleForm) =>
    html.reduce((sum, part) => (part.article === index && part.form === form ? sum + part.octets : sum), 0);
  return snapshot.sections
    .flatMap((section, at) => section.articles.map((article) => ({ article, section: at })))
    .map(({ article, section }, index) => ({
      slug: article.slug,
      section,
      words: article.words,
      octets: {
        full: octets(index, 'full'),
        short: octets(index, 'short'),
        headline: octets(index, 'headline'),
      },
    }));
}
