import type { Command } from 'commander';
import type { App } from '../app.ts';
import { type EmailAddress, editionNumber, fault } from '../core/index.ts';
import { loadEdition, readCorrection } from '../editions/index.ts';
import { correctArticle } from '../publishing/index.ts';
import { announceFeeds } from '../roles/announce.ts';
import { printEdition } from '../roles/pdf.ts';
import { emailAddress, wholeNumber } from './arguments.ts';
import { noun, say, type WithApp } from './command.ts';

type Correction = { file: string; note: string; as: EmailAddress };

export function registerArchive(program: Command, withApp: WithApp): void {
  const edition = noun(program, 'edition', 'bring in, assemble, approve and look at editions');
  edition
    .command('correct')
    .description(
      'correct an article that readers have got: pages, feeds and search follow, and say what changed',
    )
    .argument('<number>', "the edition's number", wholeNumber)
    .argument('<article>', "the article's slug, as its address has it or had it")
    .requiredOption(
      '--file <markdown>',
      'the corrected article as its folder has it, or only what changes: front matter, text or both',
    )
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

async function correct(app: App, asked: Correction & { number: number; article: string }): Promise<void> {
  const edition = editionNumber(asked.number);
  const { slug } = await correctArticle(app, {
    edition,
    article: asked.article,
    content: await readCorrection(asked.file),
    note: asked.note,
    by: asked.as,
  });
  say(`Corrected: ${app.config.publicUrl}/editions/${edition}/${slug}`);
  const hub = await announceFeeds(app);
  if (hub) say(`WebSub: ${hub}`);
}
