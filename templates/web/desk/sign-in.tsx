import { paths } from '../../../src/core/index.ts';
import { Button, Input, InsetText, LinkButton, WarningText } from '../components/index.ts';
import type { Site } from '../site.ts';
import type { DeskProblem } from './page.tsx';

type SignIn = {
  site: Site;
  email?: string;
  /** Where to go afterwards. */
  next?: string | undefined;
  /** Somebody has just signed out. */
  out?: boolean;
  problems?: readonly DeskProblem[];
};

/** How somebody comes in: no password, a mail. */
export function SignInPage({ site, email = '', next, out, problems = [] }: SignIn) {
  return (
    <div class="desk-door">
      <h1>Sign in to the desk</h1>
      {out && <InsetText>You are signed out.</InsetText>}
      <form method="post" action={site.at(paths.desk.signIn())} novalidate>
        {next && <input type="hidden" name="next" value={next} />}
        <Input
          name="email"
          type="email"
          autocomplete="email"
          spellcheck={false}
          label="Email address"
          hint="The one under which you were invited. There is no password: you get a mail with a link and a code."
          value={email}
          {...wrongIn(problems, 'email')}
        />
        <Button preventDoubleClick>Send me a link</Button>
      </form>
    </div>
  );
}

const wrongIn = (problems: readonly DeskProblem[], field: string) => {
  const found = problems.find((problem) => problem.field === field);
  return found ? { errorMessage: { content: found.message, visuallyHiddenText: 'Error' } } : {};
};

type Code = { site: Site; code: string; wrong: string | undefined; trouble: string | undefined };

/** The same for every address: it never says who belongs to the desk. */
export function SignInCodePage({ site, code, wrong, trouble }: Code) {
  return (
    <div class="desk-door">
      <h1>Check your mail</h1>
      <p class="lead">If the address belongs to the desk, a mail is on its way to it.</p>
      {trouble && <WarningText>{trouble}</WarningText>}
      <p>Open its link in this browser, or type its code here. Both work once, for 15 minutes.</p>
      <form method="post" action={site.at(paths.desk.signInCode())} novalidate>
        <Input
          name="code"
          label="Code"
          hint="8 letters and figures, with or without a space"
          classes="govuk-input--width-10"
          autocomplete="one-time-code"
          autocapitalize="characters"
          spellcheck={false}
          value={code}
          {...(wrong ? { errorMessage: { content: wrong, visuallyHiddenText: 'Error' } } : {})}
        />
        <Button preventDoubleClick>Sign in</Button>
      </form>
      <h2 class="govuk-heading-m">No mail?</h2>
      <ul>
        <li>Look among the junk mail.</li>
        <li>
          <a href={site.at(paths.desk.signIn())}>Ask for another</a>, if a few minutes have passed.
        </li>
        <li>
          Whoever runs this installation can let you in without a mail:{' '}
          <code>quarterly desk sign-in EMAIL</code> prints a link, and says what became of the mail.
        </li>
      </ul>
    </div>
  );
}

/** Behind a mailed or printed link: nothing happens before the button is pressed. */
export function SignInLinkPage({ does }: { does: 'signs-in' | 'shows-code' }) {
  return does === 'signs-in' ? (
    <div class="desk-door">
      <h1>Sign in to the desk</h1>
      <p>You will be signed in in this browser. The link works once.</p>
      <form method="post">
        <Button preventDoubleClick>Sign in</Button>
      </form>
    </div>
  ) : (
    <div class="desk-door">
      <h1>Sign in to the desk</h1>
      <p>
        This link was asked for in another browser, so it signs nobody in here. It can show you a code to type
        there, if it was you who asked.
      </p>
      <form method="post">
        <Button>Show the code</Button>
      </form>
    </div>
  );
}

/** What a browser gets that did not ask: it is worth nothing but where the mail was asked for. */
export function ShownCodePage({ code }: { code: string }) {
  return (
    <div class="desk-door">
      <h1>Your code</h1>
      <p class="desk-code">{`${code.slice(0, 4)} ${code.slice(4)}`}</p>
      <p>Type it in the browser in which you asked for it. Give it to nobody who asks you for it.</p>
    </div>
  );
}

export function SignInDeadPage({ site }: { site: Site }) {
  return (
    <div class="desk-door">
      <h1>This link works no longer</h1>
      <p>It has been used, or is older than 15 minutes.</p>
      <LinkButton href={site.at(paths.desk.signIn())}>Ask for another</LinkButton>
    </div>
  );
}
