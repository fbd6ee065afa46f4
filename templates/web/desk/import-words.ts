/** What a row of a list does, or did; in the order in which it is told. */
export const ROW_OUTCOMES: Readonly<Record<string, string>> = {
  added: 'Added',
  updated: 'Updated',
  unchanged: 'Unchanged: the same is held already',
  rejected: 'Refused: the row cannot be read',
  repeated: 'Repeats an address of this list, of which the last row counts',
  ownChoice: 'Kept as the reader chose since',
  leftElsewhere: 'Left elsewhere, and kept out here',
  suppressedElsewhere: 'Bounced, complained or blocked elsewhere, and suppressed here',
  laterConsent: 'Left or suppressed elsewhere, but agreed here later: stays as it is',
  neverAgreed: 'Never agreed elsewhere: nothing is held about them',
  left: 'Left before, and stays out',
  suppressed: 'Suppressed, and stays out',
  erased: 'Erased before, and stays out',
};

/** What a column of a list may be. */
export const COLUMN_FIELDS: readonly { field: string; name: string }[] = [
  { field: 'email', name: 'Email address' },
  { field: 'name', name: 'Name' },
  { field: 'first_name', name: 'First name' },
  { field: 'last_name', name: 'Last name' },
  { field: 'organisation', name: 'Organisation' },
  { field: 'sections', name: 'Sections' },
  { field: 'consent_at', name: 'When they agreed' },
  { field: 'consent_source', name: 'How they agreed' },
  { field: 'language', name: 'Language' },
  { field: 'state', name: 'Whether they left' },
];

/** A refusal that speaks of the command's options, in the words of the page. */
export const withoutOptions = (sentence: string): string =>
  sentence
    .replace(/ ?\(--ignore ("[^"]*") passes the column over\.\)/g, ' Or do not import the column $1.')
    .replace(/pass the column over with --ignore ("[^"]*")/g, 'do not import the column $1')
    .replace(/say `--encoding windows-1252` if that is how it was written/g, 'choose how the file is written')
    .replace(
      /`quarterly subscribers suppress --file` stops all of them; if they are readers/g,
      'if they are readers all the same',
    );
