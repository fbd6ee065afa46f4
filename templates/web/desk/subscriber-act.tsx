import { paths } from '../../../src/core/index.ts';
import {
  BackLink,
  Button,
  ConfirmForm,
  InsetText,
  Radios,
  Textarea,
  WarningText,
} from '../components/index.ts';
import type { Site } from '../site.ts';
import type { DeskProblem } from './page.tsx';
import type { ReaderAct } from './subscriber.tsx';

type Asked = { site: Site; id: number; email: string };

type Question = { question: (email: string) => string; action: string; harmful?: boolean; follows: string };

const QUESTIONS: Readonly<Record<Exclude<ReaderAct, 'lift'>, Question>> = {
  unsubscribe: {
    question: (email) => `Unsubscribe ${email}?`,
    action: 'Unsubscribe',
    follows:
      'They get no further edition, as if they had pressed the link themselves. They can sign up again, but a list that is imported does not bring them back.',
  },
  suppress: {
    question: (email) => `Suppress ${email}?`,
    action: 'Suppress',
    harmful: true,
    follows:
      'Nothing is sent to this address any more, whatever it signs up to or is imported from, until somebody lifts it.',
  },
  erase: {
    question: (email) => `Erase ${email}?`,
    action: 'Erase',
    harmful: true,
    follows:
      'The address, the name and the choices are removed from every table at once, and imports leave the address out. Files that were imported or exported, and backups, are yours to delete.',
  },
};

/** What follows from an act, before it is done. */
export function ReaderActPage({ site, id, email, act }: Asked & { act: Exclude<ReaderAct, 'lift'> }) {
  const { question, action, harmful, follows } = QUESTIONS[act];
  return (
    <ConfirmForm
      question={question(email)}
      action={action}
      harmful={harmful === true}
      cancel={{ href: site.at(paths.desk.subscriber({ id })), content: 'Leave it as it is' }}
    >
      {act === 'erase' && <WarningText>This cannot be undone.</WarningText>}
      <InsetText>{follows}</InsetText>
    </ConfirmForm>
  );
}

type Lifting = Asked & {
  /** What they were stopped for. */
  cause: string;
  /** They were active when they were stopped. */
  mayGoOn: boolean;
  typed: { next: string; reason: string };
  problems: readonly DeskProblem[];
};

/** How a suppression ends: with mail going on, or with a sign-up that they must make themselves. */
export function LiftPage({ site, id, email, cause, mayGoOn, typed, problems }: Lifting) {
  const wrong = (field: string) => {
    const found = problems.find((problem) => problem.field === field);
    return found ? { errorMessage: { content: found.message, visuallyHiddenText: 'Error' } } : {};
  };
  return (
    <>
      <BackLink href={site.at(paths.desk.subscriber({ id }))}>Leave it as it is</BackLink>
      <form method="post" novalidate>
        <h1>Lift the suppression of {email}?</h1>
        <p>
          It is suppressed because of {cause}. Mails to an address that bounces or complains harm the delivery
          of all others.
        </p>
        <Radios
          name="next"
          fieldset={{ legend: { content: 'What then' } }}
          value={typed.next}
          items={[
            {
              value: 'sign-up',
              content: 'They can sign up again',
              hint: 'Nothing is sent until they do.',
            },
            ...(mayGoOn
              ? [
                  {
                    value: 'go-on',
                    content: 'Mail goes on as before',
                    hint: 'They were active when they were stopped.',
                  },
                ]
              : []),
          ]}
          {...wrong('next')}
        />
        <Textarea
          name="reason"
          label="Why"
          hint="Kept until the reader is erased. Needed where mail goes on."
          value={typed.reason}
          rows={3}
          {...wrong('reason')}
        />
        <Button preventDoubleClick>Lift the suppression</Button>
      </form>
    </>
  );
}
