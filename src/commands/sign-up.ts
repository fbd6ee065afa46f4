import { writeFile } from 'node:fs/promises';
import { naming, type SectionSlug } from '../core/index.ts';
import { openArchive } from '../publishing/index.ts';
import { qrCode, signUpAddress, signUpForm } from '../rendering/index.ts';
import { openSectionBook, requireOpenSection, type SectionBook } from '../sections/index.ts';
import { say } from '../terminal/say.ts';
import { localeFor } from '../words/index.ts';
import { withApp } from './with-app.ts';

type Asked = { sections?: string };

export const printForm = ({ sections }: Asked) =>
  withApp(async ({ db, config, rendering }) => {
    const book = await openSectionBook(db);
    const [latest] = (await openArchive(db).catalogue()).editions;
    const form = signUpForm({
      publicUrl: config.publicUrl,
      name: latest?.title ?? config.bulletinName,
      locale: localeFor(rendering.theme.language),
      sections: book.live,
      only: named(book, sections),
    });
    process.stdout.write(form);
  });

export const writeCode = ({ sections, out }: Asked & { out: string }) =>
  withApp(async ({ db, config }) => {
    const address = signUpAddress(config.publicUrl, named(await openSectionBook(db), sections));
    await writeFile(out, qrCode(address)).catch(naming(out));
    say(`${out} leads to ${address}`);
  });

/** @throws Fault `not-found` or `conflict` for what is no open section. */
function named(book: SectionBook, list = ''): SectionSlug[] {
  const slugs = list.split(',').map((slug) => slug.trim());
  return slugs.filter((slug) => slug !== '').map((slug) => requireOpenSection(book, slug).slug);
}
