/** Why a file gives no story; each has one sentence in the catalogue. */
export type WordRefusal =
  | 'tooLarge'
  | 'doc'
  | 'odt'
  | 'rtf'
  | 'pdf'
  | 'pages'
  | 'office'
  | 'zip'
  | 'notWord'
  | 'password'
  | 'damaged'
  | 'noDocument'
  | 'bomb'
  | 'tooLong'
  | 'tooTangled'
  | 'nothing';

/** Thrown inside the child process only. */
export class RefusedFile extends Error {
  readonly why: WordRefusal;
  constructor(why: WordRefusal) {
    super(why);
    this.why = why;
  }
}
