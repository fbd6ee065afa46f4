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
      subject: '{title}: {cover}, issue {number}',
      issueTitle: '{title}, issue {number}, {cover}',
      issue: 'Issue {number}',
      viewInBrowser: 'View in your browser',
      inThisEdition: 'In this edition',
      readOn: 'Read on',
      readOnNamed: 'Read on: {headline}',
      share: 'Share this article',
      shareNamed: 'Share this article: {headline}',
      picture: 'Picture',
      contact: 'Contact',
      stopSection: 'Stop this section',
      stopSectionNamed: 'Stop this section: {section}',
      reason: 'You get this because you subscribed to it.',
      yourSections: 'Your sections in it:',
      changeSections: 'Change your sections',
      unsubscribe: 'Unsubscribe',
    },
    feeds: {
      editionTitle: '{name}: issue {number}, {cover}',
      editionTitleWithoutCover: '{name}: issue {number}',
      editionsTitle: '{name}: whole editions',
      readEdition: 'Read this edition on the web',
      correctedOn: '<strong>Corrected on {day}:</strong>',
      contact: 'Contact:',
      pageTitle: '{name} (feed)',
      thisIsAFeed: 'This is a feed.',
      howToUse: 'Copy its address into a feed reader, and each new article comes to you.',
      seeEvery: 'See every feed, and choose your own',
      inThisFeed: 'In this feed',
    },
    notices: {
      orOpen: 'Or open this address: {address}',
      chose: 'You chose',
      allSections: 'All sections',
      choseSections: '{count, plural, one {You chose this section} other {You chose these sections}}',
      linkWorksUntil: 'The link works until {time}.',
      ignoreThis: 'If this was not you, there is nothing to do: ignore this mail and nothing will change.',
      confirmSubject: 'Confirm your subscription to {title}',
      confirm: 'Confirm your subscription',
      confirmAsked:
        'You asked for {title} at this address. Please confirm that it is yours: you will get nothing until you do.',
      welcomeSubject: 'Welcome to {title}',
      subscribed: 'You are subscribed',
      welcomeThanks: 'Thank you for confirming. The next edition of {title} will come to this address.',
      welcomeMeanwhile: 'Until then, you can read the editions that have come out.',
      readPastEditions: 'Read past editions',
      keepThis: 'Keep this mail: its links let you change your mind at any time.',
      alreadySubject: 'You already get {title}',
      already: 'You are subscribed already',
      alreadyAsked:
        'Somebody, perhaps you, asked for {title} at this address. You get it already, and nothing has changed.',
      seeSections: 'See or change your sections',
      linkSubject: 'Your {title} preferences',
      link: 'Change what you get',
      linkAsked:
        'You asked for a link to your preferences. It opens the page where you choose your sections.',
      openPreferences: 'Open your preferences',
      linkYours: 'The link is yours alone: please do not pass it on.',
      addressSubject: 'Confirm your new address for {title}',
      address: 'Confirm your new address',
      addressAsked:
        'You asked for {title} to come to this address from now on. Please confirm that it is yours.',
      addressConfirm: 'Confirm this address',
      movedSubject: 'Your address for {title} has changed',
      moved: 'Your address has changed',
      movedNow: '{title} now goes to another address, as you asked. This address will get nothing more.',
      movedIfNotYou: 'If you did not ask for this, please write to {mailbox}.',
      takenDownSubject: 'Taken down: {headline}',
      takenDown: 'An article was taken down',
      takenDownNow: 'We have taken it down. Please do not pass it on.',
      correctionSubject: 'Correction: {headline}',
      correction: 'A correction',
      heldArticle: 'Issue {edition} of {title}, {cover}, which we sent you, held the article “{headline}”.',
      readEdition: 'Read the edition',
      readCorrected: 'Read the corrected article',
      toldOnce: 'We write to you about this once, because your mail held this article.',
      tellingWaitsSubject: 'A mail about “{headline}” waits for approval',
      tellingWaits: 'A mail to readers waits for approval',
      tellingWaitsFor:
        '“{headline}” of edition {edition} was corrected or taken down. {readers, plural, one {# reader} other {# readers}} whose mail held it will be told once somebody approves that.',
      changedSince: 'Edition {edition} was changed after its approval',
      changedSinceApproval:
        '“{title}” was approved on {time} and opened again since. It is not what was approved, so it is not sent until somebody approves it as it is now.',
      whatChanged: 'What changed',
      looksChanged: 'How the mail looks; the words are the same.',
      approvalWaits: 'Edition {edition} waits for approval',
      approvalWaitsSince:
        '“{title}” is assembled and checked. It has waited since {time}, and it is not sent until a person approves it.',
      toLook: 'To look at it',
      toRead: 'To read it',
      toApprove: 'To approve it',
      asEditor: 'You get this because you are named as an editor.',
      asApprover: 'You get this because you approved it, or may approve it.',
    },
    confirm: {
      askAgain:
        'To change what you get, use the preferences link in any of our emails, or <link>ask for a new one</link>.',
    },
  },
} as const;
