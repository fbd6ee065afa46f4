import { paths } from '../../../src/core/index.ts';
import { Button, EmptyState, Table, WarningText } from '../components/index.ts';
import type { Site } from '../site.ts';
import { deskMoment, howMany } from './moments.ts';

export type DoubtProps = {
  site: Site;
  number: number;
  mails: readonly { id: number; reader: number; since: Date; why: string }[];
  /** More than are listed. */
  all: number;
  /** Names all of them: a decision comes back with what it was made about. */
  shown: string;
};

/** What becomes of mails of which nobody can say whether they left: asked with what each answer risks. */
export function ReportDoubt({ site, number, mails, all, shown }: DoubtProps) {
  const back = <a href={site.at(paths.desk.report({ number }))}>{`Report of edition ${number}`}</a>;
  return (
    <>
      <p>{back}</p>
      <h1>{`Mails of edition ${number} in doubt`}</h1>
      {all === 0 ? (
        <EmptyState title="None is in doubt">
          <p>Of every mail it is known whether it left.</p>
        </EmptyState>
      ) : (
        <>
          <p>
            {`Nobody can say whether Amazon SES took ${howMany(all, 'mail')}: the connection broke, or a machine stopped, between the call and its answer. An event of Amazon may still tell, mostly within minutes; waiting costs nothing.`}
          </p>
          <form method="post" novalidate>
            <input type="hidden" name="shown" value={shown} />
            <h2>Let them go again</h2>
            <WarningText>Readers whose mail did leave get it a second time.</WarningText>
            <Button name="do" value="resend" classes="govuk-button--warning" preventDoubleClick>
              {all === 1 ? 'Send it again' : `Send ${all.toLocaleString('en-GB')} again`}
            </Button>
            <h2>Or close them</h2>
            <WarningText>
              Readers whose mail did not leave never get this edition. This cannot be undone.
            </WarningText>
            <Button name="do" value="close" classes="govuk-button--warning" preventDoubleClick>
              {all === 1 ? 'Close it' : `Close ${all.toLocaleString('en-GB')}`}
            </Button>
          </form>
          <h2>Which they are</h2>
          {all > mails.length && (
            <p class="desk-count">{`The first ${mails.length.toLocaleString('en-GB')}.`}</p>
          )}
          <section class="desk-scroll" tabindex={0} aria-label="Mails in doubt">
            <Table
              classes="desk-table"
              firstCellIsHeader
              head={['Reader', 'Since', 'Why', 'This one alone'].map((content) => ({ content }))}
              rows={mails.map(({ id, reader, since, why }) => [
                {
                  content: <a href={site.at(paths.desk.subscriber({ id: reader }))}>{`Reader ${reader}`}</a>,
                },
                { content: deskMoment(since, site) },
                { content: why },
                { content: <OneAlone id={id} reader={reader} /> },
              ])}
            />
          </section>
        </>
      )}
    </>
  );
}

/** What was asked of all, of one: an editor may know from the reader what became of it. */
const OneAlone = ({ id, reader }: { id: number; reader: number }) => (
  <form method="post" class="govuk-button-group" novalidate>
    <input type="hidden" name="mail" value={String(id)} />
    <Button name="do" value="resend" classes="govuk-button--secondary" preventDoubleClick>
      Send again<span class="govuk-visually-hidden">{` to reader ${reader}`}</span>
    </Button>
    <Button name="do" value="close" classes="govuk-button--secondary" preventDoubleClick>
      Close<span class="govuk-visually-hidden">{` the mail to reader ${reader}`}</span>
    </Button>
  </form>
);
