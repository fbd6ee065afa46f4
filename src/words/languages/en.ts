/**
 * The words of pages, mails and feeds in English: ICU messages, by the place where they are read. Every other language is
 * a file beside this one, and what it lacks is said in these words.
 *
 * A message is a whole sentence or label, so that another language can order it its own way. `{name}` is a parameter,
 * `<link>…</link>` a part that the template wraps in an element, and a count is a plural: `{count, plural, one {# article}
 * other {# articles}}`. An apostrophe is ’ (a straight one quotes in ICU messages).
 */
export const catalogue = {
  language: 'en-GB',
  reviewed: { by: 'the authors', on: '2026-11-27' },
  messages: {
    mail: {
      inThisEdition: 'In this edition',
    },
    notices: {
      tellingWaitsReaders:
        '{readers, plural, one {# reader} other {# readers}} whose mail held it will be told once somebody approves that.',
    },
    confirm: {
      askAgain:
        'To change what you get, use the preferences link in any of our emails, or <link>ask for a new one</link>.',
    },
  },
} as const;
