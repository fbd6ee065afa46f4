import { Input, InsetText, Select, Textarea } from '../components/index.ts';

type Field = 'cover' | 'title' | 'strapline' | 'preheader' | 'subject' | 'welcome' | 'publisher' | 'mailbox';

export type EditionFormProps = {
  typed: Readonly<Record<Field, string>>;
  /** Which page of the edition the form shows. */
  began: string;
  /** `sentence` goes on from the field's name. */
  problems: readonly { field: string; sentence: string }[];
  /** What somebody else stored while this was typed. */
  theirs?: Readonly<Record<Field, string>>;
};

const FIELDS: readonly {
  name: Field;
  label: string;
  hint?: string;
  long?: number;
  type?: 'email';
  choices?: readonly { value: string; content: string }[];
}[] = [
  { name: 'cover', label: 'Cover date', hint: 'As it is printed, for example November 2026.' },
  { name: 'title', label: 'Title' },
  { name: 'strapline', label: 'Strapline', hint: 'One line below the title.' },
  {
    name: 'preheader',
    label: 'Preheader',
    hint: 'What a mailbox shows beside the subject: the two or three stories that matter most.',
    long: 2,
  },
  {
    name: 'subject',
    label: 'Subject of the mail',
    hint: 'By stories, each reader’s mail is named by the first story in their own sections. Without a preheader, mailboxes then show the next ones beside it.',
    choices: [
      { value: '', content: 'Title, cover date and number' },
      { value: 'stories', content: 'The reader’s first story' },
    ],
  },
  { name: 'welcome', label: 'Welcome', hint: 'Opens the mail. A blank line begins a paragraph.', long: 10 },
  { name: 'publisher', label: 'Publisher', hint: 'Whose bulletin it is: stands at the foot of every mail.' },
  { name: 'mailbox', label: 'Mailbox for replies', type: 'email' },
];

/** The fields of an edition besides its number; those that somebody else changed meanwhile stand beside theirs. */
export function EditionInputs({ typed, problems, theirs }: Omit<EditionFormProps, 'began'>) {
  return (
    <>
      {theirs && (
        <InsetText>
          <strong>Somebody else changed this page while you wrote.</strong> Nothing was saved. What stands now
          is shown below each field that differs: bring the two together, then save again.
        </InsetText>
      )}
      {FIELDS.map(({ name, label, hint, long, type, choices }) => {
        const problem = problems.find(({ field }) => field === name);
        const shared = {
          name,
          label,
          value: typed[name],
          ...(hint ? { hint: { content: hint } } : {}),
          ...(problem ? { errorMessage: { content: `${label} ${problem.sentence}` } } : {}),
        };
        return (
          <>
            {choices ? (
              <Select {...shared} items={choices} />
            ) : long ? (
              <Textarea {...shared} rows={long} />
            ) : (
              <Input {...shared} {...(type ? { type, autocomplete: 'off' } : {})} />
            )}
            {theirs && theirs[name] !== typed[name] && (
              <Theirs
                label={label}
                text={choices?.find(({ value }) => value === theirs[name])?.content ?? theirs[name]}
              />
            )}
          </>
        );
      })}
    </>
  );
}

const Theirs = ({ label, text }: { label: string; text: string }) => (
  <div class="theirs">
    <p>{`${label}, as it stands now:`}</p>
    <div class="as-text">{text === '' ? '(empty)' : text}</div>
  </div>
);
