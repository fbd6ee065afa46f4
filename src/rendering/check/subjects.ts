import type { CompiledMail } from '../compiled-mail.ts';
import type { CompiledEdition } from '../mail.ts';
import { spliceMail } from '../splice.ts';
import { advice, type Finding } from './finding.ts';

/** What readers see of a subject by stories before they open the mail, and which headlines do not fit into it. */
export function checkSubjects(compiled: CompiledEdition): Finding[] {
  const { stories, articles } = compiled.mail as CompiledMail;
  if (!stories || compiled.sections.length === 0) return [];
  const { subject } = spliceMail(compiled, compiled.sections);
  const cut = stories.subjects.flatMap((subjects, at) => {
    const first = articles.find(({ section }) => section === at);
    const shortest = subjects.find((one) => one.includes('…'));
    return first && shortest ? [{ slug: first.slug, shortest }] : [];
  });
  return [
    advice(
      'edition',
      `Each mail’s subject names the first story of its reader’s own sections; with all of them it is “${subject}”.`,
    ),
    ...cut.map(({ slug, shortest }) =>
      advice(slug, `Its headline is cut where a mail’s subject begins with it: “${shortest}”.`),
    ),
  ];
}
