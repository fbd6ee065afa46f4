import { tailAt } from './boilerplate.ts';

/** An invitation to read on at the end of an excerpt, and the marks of what was left out. */
const MORE =
  /\s*[([]?\s*(?:read (?:more|on|the (?:full|rest)\b)|continue reading|click here (?:to|for)|more|weiterlesen|lire la suite|leer más|darllen mwy)(?:\b[^.!?]{0,200})?[\s.…»›→>)\]]*$/i;
const OMITTED = /\s*(?:[[(]\s*(?:…|\.{3})\s*[\])]|…|\.{3}|»|→|&gt;)\s*$/;
/** Where an invitation begins inside the last words: after the end of a sentence or a mark of what was left out. */
const BEFORE_MORE = /[.!?…\])»:”"]\s*$/;

/** Letters and digits alone: two texts that differ in marks and spaces say the same. */
const core = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * The publisher's summary, where it says something that neither the headline nor the story's start says already; without
 * boilerplate and the invitation to read on. '' when there is none.
 */
export function summaryOf(text: string, { headline, story }: { headline: string; story: string }): string {
  const said = text.slice(0, tailAt(text) ?? text.length).trim();
  const { cut, omitted } = withoutInvitation(said);
  const whole = core(cut);
  if (whole === '' || whole === core(headline)) return '';
  const told = core(story);
  const words = omitted ? core(cut.replace(/\s+\S*$/, '')) : '';
  if (told.startsWith(whole) || (words !== '' && told.startsWith(words))) return '';
  return omitted && !/[.!?:”"’)]$/.test(cut) ? `${cut}…` : cut;
}

function withoutInvitation(said: string): { cut: string; omitted: boolean } {
  const more = MORE.exec(said);
  const invited = more && (more.index === 0 || BEFORE_MORE.test(said.slice(0, more.index)));
  let cut = invited ? said.slice(0, more.index).trim() : said;
  let omitted = false;
  for (let mark = OMITTED.exec(cut); mark; mark = OMITTED.exec(cut)) {
    cut = cut.slice(0, mark.index).trim();
    omitted = true;
  }
  return { cut, omitted };
}
