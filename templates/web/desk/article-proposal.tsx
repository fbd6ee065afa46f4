import { BackLink, Button } from '../components/index.ts';
import { type Moment, Time } from '../parts.tsx';
import { Changes, type FieldChange } from './article-versions.tsx';

type ProposalView = {
  back: string;
  headline: string;
  proposal: number;
  at: Moment;
  /** Against what the article says now. */
  changes: readonly FieldChange[];
};

/** What a contributor would change in an article that was accepted. */
export function ProposalPage({ back, headline, proposal, at, changes }: ProposalView) {
  return (
    <>
      <BackLink href={back}>{headline}</BackLink>
      <h1 class="desk-headline">A proposed change</h1>
      <p class="desk-facts">
        The contributor, <Time at={at} />. Nothing is changed until somebody takes it.
      </p>
      <Changes of={changes} none="The article says this already." />
      <form method="post" novalidate>
        <input type="hidden" name="proposal" value={proposal} />
        <div class="govuk-button-group">
          <Button name="do" value="take">
            Take the change
          </Button>
          <Button name="do" value="leave" classes="govuk-button--secondary">
            Leave the text as it is
          </Button>
        </div>
      </form>
    </>
  );
}
