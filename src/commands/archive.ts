import type { App } from '../compose/app.ts';
import { hubSaid } from '../compose/hub-said.ts';
import { putBack, type TakeDownReport, takeDown } from '../compose/take-down.ts';
import {
  type Actor,
  type EditionNumber,
  type EmailAddress,
  editionNumber,
  fault,
  paths,
} from '../core/index.ts';
import { draftSnapshot, loadEdition, readCorrection } from '../editions/index.ts';
import { printEdition } from '../processes/pdf.ts';
import { correctArticle, previewCorrection } from '../publishing/index.ts';
import type { ChangedPart } from '../rendering/index.ts';
import { confirmAtTerminal } from '../terminal/confirm.ts';
import { say } from '../terminal/say.ts';
import { acting, type Named } from './acting.ts';
import { withApp } from './with-app.ts';

type Correction = { file: string; note: string; as: EmailAddress; yes?: boolean };
type Takedown = { reason: string; notice?: string; as: EmailAddress };

type Pdf = { out?: string; draft?: boolean };

export const pdf = (number: number, asked: Pdf) => withApp((app) => print(app, editionNumber(number), asked));

async function print(app: App, number: EditionNumber, { draft = false, out }: Pdf): Promise<void> {
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

export const correct = (number: number, article: string, correction: Correction) =>
  acting('edition.correct', correction, (app, by) => correctIn(app, { number, article, by, ...correction }));

export const takeOff = (number: number, article: string, { as, ...words }: Takedown) =>
  acting('edition.correct', { as }, async (app, by) => {
    const done = await takeDown(app, {
      edition: editionNumber(number),
      article,
      by,
      ...words,
    });
    sayTakenDown(app, number, done);
  });

export const bringBack = (number: number, article: string, named: Named) =>
  acting('edition.correct', named, async (app, by) => {
    const edition = editionNumber(number);
    const done = await putBack(app, { edition, article, by });
    say(`Put back: “${done.headline}”`);
    if (done.state !== 'approved')
      say(`${app.config.publicUrl}${paths.article({ number, slug: done.slug })}`);
    if (done.hub) say(`WebSub: ${done.hub}`);
  });

function sayTakenDown({ config }: App, number: number, { headline, slug, state, hub }: TakeDownReport): void {
  say(`Taken down: “${headline}”`);
  if (state === 'approved') say(`Edition ${number} will be sent without it.`);
  else {
    say(
      `${config.publicUrl}${paths.article({ number, slug })} now says that it is gone; so do its pictures.`,
    );
    if (state === 'sending') say('Mails that have not gone yet leave it out.');
    say(
      'Mails that have gone keep its words. Caches of browsers and feed readers may show it a little longer.',
    );
  }
  say(`\`quarterly edition put-back ${number} ${slug}\` puts it back.`);
  if (hub) say(`WebSub: ${hub}`);
}

async function correctIn(
  app: App,
  asked: Correction & { number: number; article: string; by: Actor },
): Promise<void> {
  const edition = editionNumber(asked.number);
  const request = { edition, article: asked.article, content: await readCorrection(asked.file) };
  sayChanges(await previewCorrection(app, request));
  await confirmAtTerminal({ yes: asked.yes, question: 'Show readers this correction? It stays on record.' });
  const { slug } = await correctArticle(app, {
    ...request,
    note: asked.note,
    by: asked.by,
  });
  say(`Corrected: ${app.config.publicUrl}${paths.article({ number: edition, slug })}`);
  const hub = await hubSaid(app, 'edition.article-corrected', edition);
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
