import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { App } from '../compose/app.ts';
import {
  type EditionNumber,
  editionNumber,
  fault,
  naming,
  parseEmailAddress,
  paths,
  type SectionSlug,
} from '../core/index.ts';
import { editionHead, fillTemplate, mailTemplate, popularChoices } from '../delivery/index.ts';
import { draftSnapshot, type FrozenSnapshot } from '../editions/index.ts';
import { type CompiledEdition, compileEdition, fillSlots, spliceMail } from '../rendering/index.ts';
import { count, say, sayJson } from '../terminal/say.ts';
import { withApp } from './with-app.ts';

type Asked = { sections?: string; language?: string; popular?: boolean; out?: string; json?: boolean };

const POPULAR = 5;

export const preview = (number: number, asked: Asked) =>
  withApp((app) => previewOne(app, editionNumber(number), asked));

async function previewOne(app: App, number: EditionNumber, asked: Asked): Promise<void> {
  const frozen = await draftSnapshot(app, number);
  const compiled = await compileEdition(frozen, app.rendering);
  if (compiled.sections.length === 0)
    throw fault('conflict', 'The edition holds no article yet, so there is no mail to show.');
  const folder = resolve(asked.out ?? `preview-${number}`);
  const mails = { app, frozen, compiled, language: languageOf(asked.language, compiled) };
  if (asked.popular) return popular(mails, folder, asked.json ?? false);
  const written = await write(mails, { folder, sections: chosen(asked.sections, compiled.sections) });
  if (asked.json) return sayJson({ edition: number, ...written });
  sayMail(written);
  for (const name of FILES) say(join(folder, name));
}

type Mails = { app: App; frozen: FrozenSnapshot; compiled: CompiledEdition; language: string | undefined };
const FILES = ['mail.html', 'mail.txt', 'mail.eml'] as const;

/** The mails that most readers will get, for whoever looks an edition over and cannot look at every variant. */
async function popular(mails: Mails, folder: string, json: boolean): Promise<void> {
  const choices = await popularChoices(mails.app.db, mails.compiled.sections, POPULAR);
  const written = [];
  for (const [at, { sections, readers }] of choices.entries()) {
    const mail = await write(mails, { folder: join(folder, `popular-${at + 1}`), sections });
    written.push({ readers, ...mail });
  }
  if (json) return sayJson({ edition: mails.frozen.snapshot.number, choices: written });
  if (written.length === 0) return say('No active reader has chosen a section of this edition.');
  for (const mail of written) {
    say(count(mail.readers, 'reader'));
    sayMail(mail);
    say(mail.folder);
    say();
  }
}

type Wanted = { folder: string; sections: readonly SectionSlug[] };

/** Writes one variant in three forms. */
async function write({ app, frozen, compiled, language }: Mails, { folder, sections }: Wanted) {
  const variant = spliceMail(compiled, sections, language);
  const links = exampleLinks(app.config.publicUrl);
  const files: Record<(typeof FILES)[number], string | Buffer> = {
    'mail.html': fillSlots(variant.html, variant.slots, links),
    'mail.txt': fillSlots(variant.text, variant.slots, links),
    'mail.eml': await wholeMail(app, frozen, variant),
  };
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    await writeFile(file, content).catch(naming(file));
  }
  const { subject, sections: shown, shortened, headlines } = variant;
  const octets = Buffer.byteLength(files['mail.html']);
  return { folder, subject, sections: shown, octets, shortened, headlines };
}

function sayMail({ subject, sections, octets, shortened, headlines }: Awaited<ReturnType<typeof write>>) {
  say(`${subject}: ${sections.join(', ')}`);
  const reduced = [
    ...(shortened.length > 0 ? [`as summaries: ${shortened.join(', ')}`] : []),
    ...(headlines.length > 0 ? [`as headlines: ${headlines.join(', ')}`] : []),
  ];
  say([`${octets.toLocaleString('en-GB')} bytes of HTML`, ...reduced].join('; '));
}

/** @throws Fault `invalid` that names the other languages there are. */
function languageOf(asked: string | undefined, { others = {} }: CompiledEdition): string | undefined {
  if (asked === undefined || others[asked] !== undefined) return asked;
  const names = Object.keys(others).join(', ') || 'none: LANGUAGES names one';
  throw fault(
    'invalid',
    `This edition’s mail is in no other language "${asked}"; those that there are: ${names}.`,
  );
}

/** @throws Fault `invalid` that names the sections there are. */
function chosen(asked: string | undefined, sections: readonly SectionSlug[]): readonly SectionSlug[] {
  if (asked === undefined) return sections;
  const wanted = asked.split(',').map((slug) => slug.trim());
  const unknown = wanted.filter((slug) => !sections.some((one) => one === slug));
  if (unknown.length === 0) return sections.filter((slug) => wanted.includes(slug));
  throw fault('invalid', `This edition has no section ${unknown.join(', ')}; it has ${sections.join(', ')}.`);
}

/** They look like a reader's and lead to the page that says that a link has expired. */
const exampleLinks = (publicUrl: string) => ({
  unsubscribe: `${publicUrl}${paths.unsubscribe({ token: 'example' })}`,
  preferences: `${publicUrl}${paths.preferences({ token: 'example' })}`,
});

async function wholeMail(
  { config }: App,
  { snapshot }: FrozenSnapshot,
  variant: ReturnType<typeof spliceMail>,
): Promise<Buffer> {
  const { mailFrom, publicUrl } = config;
  const head = editionHead(snapshot, { publicUrl, ...(mailFrom ? { sender: mailFrom } : {}) });
  const template = await mailTemplate(variant, head, 'html');
  const to = parseEmailAddress('reader@example.org');
  return Buffer.concat(fillTemplate(template, { to, messageKey: 'preview', ...exampleLinks(publicUrl) }));
}
