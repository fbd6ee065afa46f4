import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { z } from 'zod';
import type { App } from '../app.ts';
import { editionNumber, fault, parseEmailAddress, sentenceOf } from '../core/index.ts';
import { loadEdition, loadSnapshot } from '../editions/index.ts';
import { correctArticle } from '../publishing/index.ts';
import { announceFeeds } from '../roles/announce.ts';
import { printEdition } from '../roles/pdf.ts';
import { emailAddress, wholeNumber } from './arguments.ts';
import { noun, say, type WithApp } from './command.ts';

type Correction = { file: string; note: string; as: string };

export function registerArchive(program: Command, withApp: WithApp): void {
  const edition = noun(program, 'edition', 'bring in, assemble, approve and look at editions');
  edition
    .command('correct')
    .description(
      'correct an article that readers have got: pages, feeds and search follow, and say what changed',
    )
    .argument('<number>', "the edition's number", wholeNumber)
    .argument('<article>', "the article's slug, as its address has it")
    .requiredOption('--file <markdown>', 'the whole new text; front matter may hold `headline` and `summary`')
    .requiredOption('--note <sentence>', 'what was wrong: readers see it')
    .requiredOption('--as <email>', 'who corrects it', emailAddress)
    .action((number: number, article: string, correction: Correction) =>
      withApp((app) => correct(app, { number, article, ...correction })),
    );
  edition
    .command('pdf')
    .description('print an edition as a tagged PDF, through Chromium')
    .argument('<number>', "the edition's number", wholeNumber)
    .option('--out <file>', 'where to (default: edition-N.pdf)')
    .action((number: number, { out }: { out?: string }) =>
      withApp(async (app) => {
        const { state } = await loadEdition(app.db, editionNumber(number));
        if (!['sending', 'sent', 'published'].includes(state)) {
          throw fault(
            'conflict',
            `Edition ${number} is ${state}: it has a page to print once it is being sent.`,
          );
        }
        say(await printEdition(app, editionNumber(number), out ?? `edition-${number}.pdf`));
      }),
    );
}

const frontMatter = z.strictObject({
  headline: z.string().min(1).optional(),
  summary: z.string().optional(),
});

async function correct(app: App, asked: Correction & { number: number; article: string }): Promise<void> {
  const edition = editionNumber(asked.number);
  const frozen = await loadSnapshot(app.db, edition);
  const before = frozen?.snapshot.sections
    .flatMap(({ articles }) => articles)
    .find(({ slug }) => slug === asked.article);
  if (!before) {
    throw fault(
      'not-found',
      `Edition ${edition} has no article ${asked.article}: \`quarterly edition show ${edition}\` lists them.`,
    );
  }
  const { head, body } = await readCorrection(asked.file);
  const { headline, summary, organisation, contact, links } = { ...before, ...head };
  const content = {
    headline,
    summary,
    body,
    links,
    ...(organisation ? { organisation } : {}),
    ...(contact ? { contact } : {}),
  };
  const by = parseEmailAddress(asked.as);
  const { slug } = await correctArticle(app, {
    edition,
    article: asked.article,
    content,
    note: asked.note,
    by,
  });
  say(`Corrected: ${app.config.publicUrl}/editions/${edition}/${slug}`);
  const hub = await announceFeeds(app);
  if (hub) say(`WebSub: ${hub}`);
}

async function readCorrection(file: string) {
  try {
    const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
    const parts = /^---\n(.*?\n)?---\n(.*)$/s.exec(text);
    return { head: frontMatter.parse(parse(parts?.[1] ?? '') ?? {}), body: (parts?.[2] ?? text).trim() };
  } catch (error) {
    throw fault('invalid', `The correction in ${file} cannot be read: ${sentenceOf(error)}`);
  }
}
