/**
 * The exact words that readers agree to, by version. The ledger stores the version, so an entry here is never changed or
 * removed: new words get a new version, and `current` moves to it (UK GDPR Article 7(1): consent must be demonstrable).
 */
export const wordings = {
  'sign-up/1':
    'Email me the bulletin with the sections I chose. I can change my choice or stop at any time with the links in every email.',
  'confirm/1': 'Yes, send the bulletin to this email address.',
  'preferences/1': 'Save what I want to be sent.',
  'address/1': 'Yes, send the bulletin to this email address instead of the old one.',
  'leave/1': 'Stop sending me the bulletin.',
  'leave-section/1': 'Stop sending me this section.',
  'undo/1': 'I left by mistake: send me the bulletin again.',
  'erase/1': 'Delete my data. This cannot be undone.',
  'one-click/1': 'The unsubscribe button of the mail program (RFC 8058).',
  'imported/1': 'Agreed outside Quarterly; the import file says when and how.',
} as const;

export type WordingVersion = keyof typeof wordings;

/** The version that each place shows now. */
export const currentWording = {
  signUp: 'sign-up/1',
  confirm: 'confirm/1',
  preferences: 'preferences/1',
  address: 'address/1',
  leave: 'leave/1',
  leaveSection: 'leave-section/1',
  undo: 'undo/1',
  erase: 'erase/1',
  oneClick: 'one-click/1',
  imported: 'imported/1',
} as const satisfies Record<string, WordingVersion>;
