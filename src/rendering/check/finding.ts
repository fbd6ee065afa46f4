/** `error` stops the edition; `warning` is for an editor to judge; `advice` says what will be, or could be better. */
export type Finding = {
  level: 'error' | 'warning' | 'advice';
  /** An article's slug, a section's slug, or `edition`. */
  where: string;
  /** One sentence for an editor. */
  message: string;
};

/** "Welsh". @param language the name of a catalogue */
export const inEnglish = (language: string): string =>
  new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;

export const warning = (where: string, message: string): Finding => ({ level: 'warning', where, message });
export const advice = (where: string, message: string): Finding => ({ level: 'advice', where, message });
export const error = (where: string, message: string): Finding => ({ level: 'error', where, message });
