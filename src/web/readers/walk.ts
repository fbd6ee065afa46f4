import type { Context } from 'hono';
import type { Choice } from '../../../subscribers/index.ts';
import type { EmailAddress } from '../../core/index.ts';
import { paths } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import type { ReaderEnv, ReaderPages } from './deps.ts';
import { type Answers, openAnswers, sealAnswers } from './sealed.ts';

const steps = {
  sections: paths.subscribe,
  email: paths.subscribeEmail,
  about: paths.subscribeAbout,
  check: paths.subscribeCheck,
  sent: paths.subscribeSent,
} as const;
export type Step = keyof typeof steps;

/** All that the check page shows and the sign-up needs. */
export type Complete = {
  sections: Choice;
  email: EmailAddress;
  name: string;
  organisation: string;
  language?: string;
  trapped: boolean;
};

/** The first page whose question is still open. */
export function nextStep(given: Answers): Step {
  if (given.sections === undefined) return 'sections';
  if (given.email === undefined) return 'email';
  return given.name === undefined ? 'about' : 'check';
}

/** Carries the answers from page to page, sealed in the address. */
export function signUpWalk({ keys, clock }: Pick<ReaderPages, 'keys' | 'clock'>) {
  const addressOf = (step: Step, given: Answers) => steps[step]({ a: sealAnswers(keys, given, clock.now()) });
  /** In the language of the page that leads there. */
  const at = (c: Context<ReaderEnv>, step: Step, given: Answers) => c.var.site.at(addressOf(step, given));
  const leadOn = (c: Context<ReaderEnv>, step: Step, given: Answers) =>
    leadTo(c, c.var.site, { address: addressOf(step, given), status: 303 });
  return {
    at,
    answersOf: (c: Context<ReaderEnv>) => openAnswers(keys, c.req.query('a'), clock.now()),
    leadOn,
    goOn: (c: Context<ReaderEnv>, given: Answers) => leadOn(c, nextStep(given), given),
    /** Once everything is answered, "back" from a page that "change" opened is the check page. */
    backTo: (c: Context<ReaderEnv>, step: Step, given: Answers) =>
      at(c, nextStep(given) === 'check' ? 'check' : step, given),
    /** Only our own pages could seal these answers, and each had checked what it added. */
    complete: (given: Answers): Complete | undefined =>
      nextStep(given) === 'check'
        ? { organisation: '', trapped: false, ...(given as Omit<Complete, 'organisation' | 'trapped'>) }
        : undefined,
  };
}
export type Walk = ReturnType<typeof signUpWalk>;
