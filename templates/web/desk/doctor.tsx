import { paths } from '../../../src/core/index.ts';
import { Button, EmptyState, Tag } from '../components/index.ts';
import type { Site } from '../site.ts';
import { howMany } from './moments.ts';

export type ShownFinding = {
  code: string;
  isError: boolean;
  /** It was not there the time before. */
  isNew: boolean;
  what: string;
  why: string;
  mend: string;
};

export type ShownExamination = {
  at: string;
  findings: readonly ShownFinding[];
  /** What is there no more, by its code. */
  mended: readonly string[];
  /** What was looked at: its name, and how it stands or why it was not looked at. */
  looks: readonly { name: string; said: string; notes: readonly string[] }[];
};

type Doctor = {
  site: Site;
  last: ShownExamination | undefined;
  /** A worker is at it, or about to be. */
  looking: boolean;
  mayLook: boolean;
};

/** What is wrong with what the installation stands on, and what mends it, as a worker saw it last. */
export function DoctorPage({ site, last, looking, mayLook }: Doctor) {
  return (
    <>
      <h1>Doctor</h1>
      <p>
        <a href={site.at(paths.desk.flows())}>All flows</a>
      </p>
      <p>
        Each night a worker looks at what all of this stands on: options, disks, database, queue, processes,
        the public address and its certificate, the sender’s records, Amazon SES. What has changed is raised
        as an <a href={site.at(paths.desk.alarms())}>alarm</a>.
      </p>
      {looking && <p>A worker is looking now. Load this page again in half a minute.</p>}
      {mayLook && !looking && (
        <form method="post" action={site.at(paths.desk.doctor())} class="desk-doing">
          <Button classes="govuk-button--secondary">Look now</Button>
        </form>
      )}
      {last ? <Last last={last} /> : <Never />}
    </>
  );
}

const Never = () => (
  <EmptyState title="Nobody has looked yet">
    <p>The first look is tonight, or now.</p>
  </EmptyState>
);

function Last({ last: { at, findings, mended, looks } }: { last: ShownExamination }) {
  const errors = findings.filter(({ isError }) => isError).length;
  const said =
    findings.length === 0
      ? 'Nothing is wrong with what was looked at.'
      : `${howMany(errors, 'error')}, ${howMany(findings.length - errors, 'warning')}.`;
  return (
    <>
      <p>
        Last look: {at}. {said}
        {mended.length > 0 && ` Mended since the look before: ${mended.join(', ')}.`}
      </p>
      {findings.map((finding, nth) => (
        <OneFinding finding={finding} id={`finding-${nth + 1}`} />
      ))}
      <h2>What was looked at</h2>
      <ul>
        {looks.map(({ name, said: how, notes }) => (
          <li>
            {name}: {how}
            {notes.map((note) => (
              <span class="desk-under">{note}</span>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function OneFinding({ finding, id }: { finding: ShownFinding; id: string }) {
  const { code, isError, isNew, what, why, mend } = finding;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {what} <Tag classes={isError ? 'govuk-tag--bad' : ''}>{isError ? 'Error' : 'Warning'}</Tag>
        {isNew && (
          <>
            {' '}
            <Tag classes="">New</Tag>
          </>
        )}
      </h2>
      <p>{why}</p>
      <p>What mends it:</p>
      <p class="desk-mend">
        <code>{mend}</code>
      </p>
      <p class="desk-under">{code}</p>
    </section>
  );
}
