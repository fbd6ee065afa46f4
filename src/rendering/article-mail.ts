import { articleInSection, articleShell, type ShellSlots } from '../../templates/mail/one-article.mjml.tsx';
import { type Clock, canonicalJson, type Db, editionNumber, sha256 } from '../core/index.ts';
import type { Snapshot } from '../editions/index.ts';
import { mailProps } from './compile.ts';
import { MAIL_VERSION } from './compiled-mail.ts';
import { drawToken, noMarks } from './marks.ts';
import { compileMjml } from './mjml.ts';
import { plainly, type RenderOptions } from './options.ts';
import { readSnapshot } from './read.ts';
import { insertShell, selectShell } from './shells.store.ts';

/** Letters that no author can have meant; the shell holds nothing of an author. */
const SLOTS: ShellSlots = { rows: 'qshellrows', dark: 'qshelldark' };

type Deps = { db: Db; clock: Clock };

/** `language`: BCP 47, of the edition in which the article stands. */
const keyOf = (options: RenderOptions, language: string) => {
  const { publicUrl: _, ...look } = plainly(options);
  return sha256(canonicalJson({ ...look, language, version: MAIL_VERSION }));
};

/** Compiles the mail around one article, once for each look. Loads MJML: for a worker, never the web. */
export async function makeArticleShell(
  { db, clock }: Deps,
  language: string,
  options: RenderOptions,
): Promise<void> {
  const key = keyOf(options, language);
  if ((await selectShell(db, key)) !== undefined) return;
  const props = propsOf({ ...EMPTY, language }, options);
  const html = await compileMjml(articleShell(props, options.theme, SLOTS));
  await insertShell(db, { key, html, at: clock.now() });
}

/**
 * One article as it stands in the mail, to the octet: printed by what prints the mail, put into a shell that was compiled before.
 * `undefined`: there is no shell yet, and a worker must make it.
 * @param snapshot of one section with one article
 */
export async function articleMail(
  db: Db,
  snapshot: Snapshot,
  options: RenderOptions,
): Promise<{ html: string; part: string } | undefined> {
  const shell = await selectShell(db, keyOf(options, snapshot.language ?? options.theme.language));
  if (shell === undefined) return undefined;
  const props = propsOf(snapshot, options);
  const { heading, article } = articleInSection(props, options.theme);
  const dark = props.palette[0]?.dark ?? options.theme.dark.accent;
  const html = shell.replaceAll(SLOTS.dark, () => dark).replace(SLOTS.rows, () => heading + article);
  return { html, part: article };
}

const propsOf = (snapshot: Snapshot, options: RenderOptions) =>
  mailProps(readSnapshot(snapshot, options), {
    ...options,
    token: drawToken(),
    marks: noMarks,
  });

const EMPTY: Snapshot = {
  number: editionNumber(0),
  cover: '',
  title: '',
  strapline: '',
  publisher: '',
  mailbox: '',
  welcome: '',
  sections: [],
  approvedAt: '',
};
