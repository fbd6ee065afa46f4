import { paths } from '../../../src/core/index.ts';
import type { WordChange } from '../article.tsx';
import { BackLink, Button, InsetText } from '../components/index.ts';
import type { Moment } from '../parts.tsx';
import { Time } from '../parts.tsx';
import type { Site } from '../site.ts';

export type FieldChange = { label: string; words: readonly WordChange[] };

export type VersionView = {
  site: Site;
  id: number;
  number: number;
  headline: string;
  who: string;
  how: string;
  at: Moment;
  words: string | null;
  /** Against the version before. */
  changes: readonly FieldChange[];
  /** Against what the article says now; none: it says this now. */
  sinceThen: readonly FieldChange[];
  mayRestore: boolean;
};

/** What one version of an article changed, and what has been changed since. */
export function VersionPage(props: VersionView) {
  const { site, id, number, headline, who, how, at, words, changes, sinceThen, mayRestore } = props;
  return (
    <>
      <BackLink href={site.at(paths.desk.article({ id }))}>{headline}</BackLink>
      <h1 class="desk-headline">Version {number}</h1>
      <p class="desk-facts">
        {who}, <Time at={at} />, {how}
      </p>
      {words && <InsetText>{words}</InsetText>}
      <h2 class="govuk-heading-m">{number === 1 ? 'What it says' : 'What it changed'}</h2>
      <Changes of={changes} none="Nothing but its place." />
      {sinceThen.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">What has changed since</h2>
          <Changes of={sinceThen} none="" />
          {mayRestore && (
            <form method="post" action={site.at(paths.desk.articleVersion({ id, version: number }))}>
              <Button>Restore</Button>
              <p class="desk-muted">
                It comes back as a new version; what the article says now stays in the list.
              </p>
            </form>
          )}
        </>
      ) : (
        <p>This is what the article says now.</p>
      )}
    </>
  );
}

/** Each field with the words that stayed, went and came. */
export const Changes = ({ of, none }: { of: readonly FieldChange[]; none: string }) =>
  of.length === 0 ? (
    <p class="desk-muted">{none}</p>
  ) : (
    <dl class="desk-changes">
      {of.map(({ label, words }) => (
        <>
          <dt>{label}</dt>
          <dd>
            {words.map(({ kind, text }) =>
              kind === 'same' ? text : kind === 'added' ? <ins>{text}</ins> : <del>{text}</del>,
            )}
          </dd>
        </>
      ))}
    </dl>
  );

export type ConflictView = {
  site: Site;
  id: number;
  headline: string;
  theirs: { number: number; who: string; at: Moment };
  /** Each field that differs, as it stands with them and with you. */
  fields: readonly { label: string; theirs: string; yours: string; words: readonly WordChange[] }[];
  /** Your text, to be sent again. */
  typed: Readonly<Record<string, string>>;
};

/** Two people have written: both texts, side by side. Nothing is lost whatever is pressed. */
export function ConflictPage({ site, id, headline, theirs, fields, typed }: ConflictView) {
  return (
    <>
      <BackLink href={site.at(paths.desk.article({ id }))}>{headline}</BackLink>
      <h1 class="desk-headline">Somebody else has changed this article too</h1>
      <p>
        {theirs.who} saved version {theirs.number} on <Time at={theirs.at} />, after you had begun. Yours is
        kept, and not saved yet.
      </p>
      {fields.map(({ label, theirs: their, yours, words }) => (
        <section class="desk-conflict">
          <h2 class="govuk-heading-m">{label}</h2>
          <div class="desk-sides">
            <div>
              <h3>Saved by {theirs.who}</h3>
              <p class="desk-text">{their || '(nothing)'}</p>
            </div>
            <div>
              <h3>Yours</h3>
              <p class="desk-text">{yours || '(nothing)'}</p>
            </div>
          </div>
          <h3>From theirs to yours</h3>
          <p class="desk-text desk-changes">
            {words.map(({ kind, text }) =>
              kind === 'same' ? text : kind === 'added' ? <ins>{text}</ins> : <del>{text}</del>,
            )}
          </p>
        </section>
      ))}
      <form method="post" action={site.at(paths.desk.article({ id }))}>
        {Object.entries({ ...typed, base: String(theirs.number) }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="govuk-button-group">
          <Button name="do" value="version">
            Save as a new version
          </Button>
          <Button name="do" value="merge" classes="govuk-button--secondary">
            Go on with mine in the fields
          </Button>
          <Button name="do" value="discard" classes="govuk-button--secondary">
            Keep theirs, throw mine away
          </Button>
        </div>
        <p class="desk-muted">
          “Save as a new version” puts yours in place of theirs, which stays in the list of versions.
        </p>
      </form>
    </>
  );
}
