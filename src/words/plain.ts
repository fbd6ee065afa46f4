import type { PlainKey, PlainParams } from './languages/catalogue.ts';
import { catalogue } from './languages/en.ts';

/**
 * A message in English with its parameters put in, by what reads no ICU messages: for refusals, which a command must say
 * at once without loading a library. Not for messages with plurals or choices.
 */
export function plainEnglish<Key extends PlainKey>(key: Key, ...[params]: PlainParams<Key>): string {
  const [group = '', name = ''] = key.split('.');
  const messages: Record<string, Record<string, string>> = catalogue.messages;
  const given = (params ?? {}) as Record<string, string | number>;
  return (messages[group]?.[name] ?? key).replace(/\{(\w+)\}/g, (slot, of: string) =>
    String(given[of] ?? slot),
  );
}
