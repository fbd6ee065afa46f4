import type { Command } from 'commander';
import type { App } from '../app.ts';
import { type EditionNumber, type EmailAddress, editionNumber, fault } from '../core/index.ts';
import { draftSnapshot, loadEdition, readCorrection } from '../editions/index.ts';
import { correctArticle, previewCorrection } from '../publishing/index.ts';
import type { ChangedPart } from '../rendering/index.ts';
import { announceFeeds } from '../roles/announce.ts';
import { printEdition } from '../roles/pdf.ts';
import { shellActor } from '../roles/runs.ts';
import { putBack, type TakenDown, takeDown } from '../roles/take-down.ts';
import { emailAddress, wholeNumber } from './arguments.ts';
import { noun, say, type WithApp } from './command.ts';
import { confirm } from './confirm.ts';

type Correction = { file: string; note: string; as: EmailAddress; yes?: boolean };
type Takedown = { reason: string; notice?: string; as: EmailAddress };

export function registerArchive(program: Command, withApp: WithApp): void {
  const edition = noun(program, 'edition', 'bring in, assemble, approve and look at editions');
  edition
    .command('correct')
    .description(
      'correct an article that readers have got: shows what changes and asks; pages, feeds and search follow',
    )
    .argument('<number>', "the edition's number", wholeNumber)
    .argument('<article>', "the article's slug, as its address has it or had it")
    .requiredOption(
      '--file <markdown>',
      'the corrected article as its folder has it, or only what changes: front matter, text or both',
    )
    .requiredOption('--note <sentence>', 'what was wrong: readers see it')
    .requiredOption('--as <email>', 'who corrects it', emailAddress)
    .option('--yes', 'do it without asking')
    .action((number: number, article: string, correction: Correction) =>
      withApp((app) => correct(app, { number, article, ...correction })),
    );
  registerTakedowns(edition, withApp);
  edition
    .command('pdf')
    .description('print an edition as a tagged PDF, through Chromium')
    .argument('<number>', "the edition's number", wholeNumber)
    .option('--draft', 'before its approval, for those who look it over: each sheet says DRAFT')
    .option('--out <file>', 'where to (default: edition-N.pdf, or edition-N-draft.pdf)')
    .action((number: number, asked: Pdf) => withApp((app) => pdf(app, editionNumber(number), asked)));
}

type Pdf = { out?: string; draft?: boolean };

async function pdf(app: App, number: EditionNumber, { draft = false, out }: Pdf): Promise<void> {
  const { state } = await loadEdition(app.db, number);
  const { sections } = (await draftSnapshot(app, number)).snapshot;
  if (draft && sections.length === 0)
    throw fault('conflict', 'The edition holds no article yet, so there is nothing to print.');
  if (!draft && !['sending', 'sent', 'published'].includes(state)) {
    throw fault(
      'conflict',
      `Edition ${number} is ${state}: it has a page to print once it is being sent; until then print it with --draft.`,
    );
  }
  const file = out ?? `edition-${number}${draft ? '-draft' : ''}.pdf`;
  say(await printEdition(app, number, { out: file, draft }));
}

function registerTakedowns(edition: Command, withApp: WithApp): void {
  edition
    .command('take-down')
    .description('take an article off pages, feeds and search, and out of mails that have not gone yet')
    .argument('<number>', "the edition's number", wholeNumber)
    .argument('<article>', "the article's slug, as its address has it or had it")
    .requiredOption('--reason <text>', 'why: kept on record, not shown to readers')
    .requiredOption('--as <email>', 'who takes it down', emailAddress)
    .option('--notice <sentence>', 'what readers are told in its place')
    .action((number: number, article: string, { as, ...words }: Takedown) =>
      withApp(async (app) => {
        const done = await takeDown(app, {
          edition: editionNumber(number),
          article,
          by: shellActor(as),
          ...words,
        });
        sayTakenDown(app, number, done);
      }),
    );
  edition
    .command('put-back')
    .description('put an article that was taken down back where it was')
    .argument('<number>', "the edition's number", wholeNumber)
    .argument('<article>', "the article's slug, as its address has it or had it")
    .option('--as <email>', 'who puts it back', emailAddress)
    .action((number: number, article: string, { as }: { as?: EmailAddress }) =>
      withApp(async (app) => {
        const edition = editionNumber(number);
        const done = await putBack(app, { edition, article, by: shellActor(as) });
        say(`Put back: “${done.headline}”`);
        if (done.state !== 'approved') say(`${app.config.publicUrl}/editions/${number}/${done.slug}`);
        if (done.hub) say(`WebSub: ${done.hub}`);
      }),
    );
}

function sayTakenDown({ config }: App, number: number, { headline, slug, state, hub }: TakenDown): void {
  say(`Taken down: “${headline}”`);
  if (state === 'approved') say(`Edition ${number} will be sent without it.`);
  else {
    say(`${config.publicUrl}/editions/${number}/${slug} now says that it is gone; so do its pictures.`);
    if (state === 'sending') say('Mails that have not gone yet leave it out.');
    say(
      'Mails that have gone keep its words. Caches of browsers and feed readers may show it a little longer.',
    );
  }
  say(`\`quarterly edition put-back ${number} ${slug}\` puts it back.`);
  if (hub) say(`WebSub: ${hub}`);
}

async function correct(app: App, asked: Correction & { number: number; article: string }): Promise<void> {
  const edition = editionNumber(asked.number);
  const request = { edition, article: asked.article, content: await readCorrection(asked.file) };
  sayChanges(await previewCorrection(app, request));
  await confirm({ yes: asked.yes, question: 'Show readers this correction? It stays on record.' });
  const { slug } = await correctArticle(app, { ...request, note: asked.note, by: shellActor(asked.as) });
  say(`Corrected: ${app.config.publicUrl}/editions/${edition}/${slug}`);
  const hub = await announceFeeds(app);
  if (hub) say(`WebSub: ${hub}`);
}

/** The words in brackets go, those in braces come. */
function sayChanges(parts: readonly ChangedPart[]): void {
  for (const { part, words } of parts) {
    const marks = { same: ['', ''], removed: [' [-', '-]'], added: [' {+', '+}'] } as const;
    const printed = words.map(
      ({ kind, text }) => `${marks[kind][0]}${kind === 'same' ? text : text.trim()}${marks[kind][1]}`,
    );
    say(`${part}: ${printed.join('').trim()}`);
  }
}
