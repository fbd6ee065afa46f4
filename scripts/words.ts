import { IntlMessageFormat } from 'intl-messageformat';
import type { Translation } from '../src/words/languages/catalogue.ts';
import { catalogues } from '../src/words/languages.ts';

type Flat = Map<string, string>;
type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** What is wrong with the catalogues of this installation: a line each. */
export const wordComplaints = (): string[] => {
  const { en: english, ...others } = catalogues;
  if (!english) return ['words: there is no English catalogue'];
  return [
    ...complaintsOf('en', english, english),
    ...Object.entries(others).flatMap(([tag, one]) => complaintsOf(tag, one, english)),
  ];
};

/** What a catalogue lacks, has too much, or says with other parameters than the English one. */
export function complaintsOf(tag: string, catalogue: Translation, english: Translation): string[] {
  const [own, all] = [flat(catalogue), flat(english)];
  const lacking = [...all.keys()].filter((key) => !own.has(key)).map((key) => `lacks ${key}`);
  const extra = [...own.keys()]
    .filter((key) => !all.has(key))
    .map((key) => `has ${key}, which English has not`);
  const wrong = [...own].flatMap(([key, message]) => problems(key, message, { tag, english: all.get(key) }));
  return [...lacking, ...extra, ...wrong].map((complaint) => `words: ${tag} ${complaint}`);
}

const flat = ({ messages }: Translation): Flat =>
  new Map(
    Object.entries(messages as Record<string, Record<string, string>>).flatMap(([group, names]) =>
      Object.entries(names).map(([name, message]): [string, string] => [`${group}.${name}`, message]),
    ),
  );

function problems(
  key: string,
  message: string,
  { tag, english }: { tag: string; english: string | undefined },
) {
  const read = parsed(message);
  if (typeof read === 'string') return [`cannot be read at ${key}: ${read}`];
  const original = parsed(english ?? message);
  if (typeof original === 'string') return [];
  const [here, there] = [[...asked(read)].sort().join(', '), [...asked(original)].sort().join(', ')];
  const differ =
    here === there ? [] : [`asks at ${key} for ${here || 'nothing'}, English for ${there || 'nothing'}`];
  return [...differ, ...pluralsLacking(read, tag).map((name) => `has no plural “${name}” at ${key}`)];
}

function parsed(message: string): Part[] | string {
  try {
    return new IntlMessageFormat(message, 'en').getAst();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The parameters and elements of a message: a count is one, however it is printed. */
function asked(parts: readonly Part[]): Set<string> {
  return new Set(
    parts.flatMap((part) => {
      if ('children' in part) return [`<${part.value}>`, ...asked(part.children)];
      if ('options' in part && part.options) {
        return [part.value, ...Object.values(part.options).flatMap(({ value }) => [...asked(value)])];
      }
      return part.type === 0 || part.type === 7 ? [] : [part.value];
    }),
  );
}

/** The kinds of plural that the language has and the message does not say (CLDR): Welsh has six. */
function pluralsLacking(parts: readonly Part[], tag: string): string[] {
  return parts.flatMap((part) => {
    if ('children' in part) return pluralsLacking(part.children, tag);
    if (!('options' in part) || !part.options) return [];
    const inside = Object.values(part.options).flatMap(({ value }) => pluralsLacking(value, tag));
    if (!('pluralType' in part)) return inside;
    const { options } = part;
    const rules = new Intl.PluralRules(tag, { type: part.pluralType ?? 'cardinal' });
    return [...rules.resolvedOptions().pluralCategories.filter((name) => !(name in options)), ...inside];
  });
}
