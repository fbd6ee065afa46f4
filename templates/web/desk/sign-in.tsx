import { InsetText } from '../components/index.ts';

/** How somebody comes in. */
export function SignInPage() {
  return (
    <>
      <h1>Sign in to the desk</h1>
      <InsetText>You are not signed in.</InsetText>
    </>
  );
}
