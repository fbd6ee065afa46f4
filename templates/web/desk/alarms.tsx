import { paths } from '../../../src/core/index.ts';
import { Button, EmptyState, Input, Tag } from '../components/index.ts';
import type { Site } from '../site.ts';

/** An alarm with times as they are shown. */
export type ShownAlarm = {
  id: number;
  title: string;
  paragraphs: readonly string[];
  /** "today 09:15, for 3 h 10 min"; of one that is over "yesterday 09:15, mended after 3 h 10 min". */
  since: string;
  /** Who deals with it, when and how. */
  acknowledged: string | undefined;
  /** By which ways it was told, and by which not. */
  told: readonly string[];
  /** Of the form, where it was pressed and refused. */
  typed: string;
  wrong: string | undefined;
};

type Alarms = {
  site: Site;
  firing: readonly ShownAlarm[];
  over: readonly ShownAlarm[];
  mayAcknowledge: boolean;
};

/** What is broken, who has been told, and who deals with it. */
export function AlarmsPage({ site, firing, over, mayAcknowledge }: Alarms) {
  return (
    <>
      <h1>Alarms</h1>
      <p>
        <a href={site.at(paths.desk.flows())}>All flows</a>
      </p>
      {firing.length === 0 ? (
        <EmptyState title="Nothing is broken">
          <p>What does not run as it should is listed here, and told to the operators once.</p>
        </EmptyState>
      ) : (
        firing.map((alarm) => <Firing site={site} alarm={alarm} mayAcknowledge={mayAcknowledge} />)
      )}
      {over.length > 0 && (
        <>
          <h2>Over</h2>
          <ul>
            {over.map(({ title, since, acknowledged }) => (
              <li>
                {title}
                <span class="desk-under">{[since, acknowledged].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

type One = { site: Site; alarm: ShownAlarm; mayAcknowledge: boolean };

function Firing({ site, alarm, mayAcknowledge }: One) {
  const { id, title, paragraphs, since, acknowledged, told, typed, wrong } = alarm;
  return (
    <section aria-labelledby={`alarm-${id}`}>
      <h2 id={`alarm-${id}`}>
        {title}{' '}
        <Tag classes={acknowledged ? '' : 'govuk-tag--bad'}>{acknowledged ? 'Acknowledged' : 'Firing'}</Tag>
      </h2>
      {paragraphs.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      <p class="desk-under">
        Since {since} · {told.length === 0 ? 'told to nobody yet' : told.join(' · ')}
      </p>
      {acknowledged && <p>{acknowledged}</p>}
      {mayAcknowledge && !acknowledged && (
        <form method="post" action={site.at(paths.desk.alarms())} class="desk-doing" novalidate>
          <input type="hidden" name="alarm" value={id} />
          <Input
            id={`words-${id}`}
            name="words"
            label="Who deals with it, and how"
            hint="It is not repeated from then on. That it is mended is told all the same."
            value={typed}
            {...(wrong === undefined ? {} : { errorMessage: wrong })}
          />
          <Button classes="govuk-button--secondary">
            Acknowledge<span class="govuk-visually-hidden">: {title}</span>
          </Button>
        </form>
      )}
    </section>
  );
}
