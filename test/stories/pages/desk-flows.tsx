import { AlarmsPage, type ShownAlarm } from '../../../templates/web/desk/alarms.tsx';
import { DoctorPage, type ShownExamination } from '../../../templates/web/desk/doctor.tsx';
import {
  FlowRunsPage,
  FlowsPage,
  type ShownFlow,
  type ShownRun,
} from '../../../templates/web/desk/flows.tsx';
import { RunPage, type RunProps } from '../../../templates/web/desk/run.tsx';
import type { ShownAction } from '../../../templates/web/desk/run-action.tsx';
import type { Site } from '../../../templates/web/site.ts';
import { deskStory } from './show-desk.tsx';

const last: ShownRun = {
  id: 12,
  state: 'waiting',
  edition: 7,
  started: 'today 09:00',
  finished: '–',
  startedBy: 'by itself',
  why: 'Edition 7 waits for approval.',
};
const small: ShownRun = {
  ...last,
  id: 11,
  state: 'failed',
  edition: undefined,
  started: 'yesterday 02:23',
  why: 'Write the backup: there is no space left on the disk.',
};
const flows: ShownFlow[] = [
  {
    flow: 'edition',
    isOn: true,
    turned: undefined,
    startedBy: 'CADENCE (0 9 1-7 2,5,8,11 2)',
    next: '2 Feb 2027 09:00',
    last,
  },
  {
    flow: 'partner-feeds',
    isOn: false,
    turned: 'turned off by Ada Example, 20 Nov 16:02',
    startedBy: 'FEEDS_CADENCE (0 * * * *)',
    next: 'never',
    last: undefined,
  },
  {
    flow: 'backup',
    isOn: true,
    turned: undefined,
    startedBy: '23 2 * * *',
    next: 'tomorrow 02:23',
    last: small,
  },
];

const action = (name: string, more: Partial<ShownAction> = {}): ShownAction => ({
  name,
  state: 'succeeded',
  when: 'today 09:00, 2 s',
  why: undefined,
  inputs: [{ name: 'edition', value: '7' }],
  outputs: [],
  attempts: [],
  differences: undefined,
  ...more,
});

const waiting: Omit<RunProps, 'site'> = {
  id: 12,
  flow: 'edition',
  edition: 7,
  state: 'waiting',
  startedBy: 'today 09:00, by itself',
  answers: {
    where: 'Approval. Edition 7 waits for approval.',
    turn: 'The approvers’',
    since: 'today 09:00',
    next: 'Send, then Publish its pages, then Add up',
    finished: 'Not yet',
  },
  acknowledged: undefined,
  actions: [
    action('collect', { state: 'skipped' }),
    action('assemble', {
      outputs: [
        { name: 'sections', value: '5' },
        { name: 'articles', value: '12' },
      ],
      differences: [{ name: 'articles', now: '12', before: '9' }],
    }),
    action('check'),
    action('render', {
      attempts: [
        {
          number: 1,
          state: 'Failed',
          when: 'today 08:59, 3 s',
          why: 'The database did not answer.',
          stack: undefined,
        },
        { number: 2, state: 'Done', when: 'today 09:00, 2 s', why: undefined, stack: undefined },
      ],
    }),
    action('approve', { state: 'waiting', when: 'since today 09:00' }),
    action('send', { state: 'pending', when: '', inputs: [] }),
    action('publish', { state: 'pending', when: '', inputs: [] }),
    action('report', { state: 'pending', when: '', inputs: [] }),
  ],
  doings: { resubmit: undefined, acknowledge: false, pause: true, resume: false, cancel: true },
  shown: 'a',
  asksApproval: true,
  moving: true,
  live: true,
  problems: [],
  typed: '',
};

const FAILED = {
  number: 1,
  state: 'Failed',
  when: 'today 11:02, 5 s',
  why: 'The database did not answer.',
  stack: `Error
    at connect (/src/adapters/postgres/database.ts:41:9)
    at publishEdition (/src/publishing/publish.ts:30:3)`,
};

const failed: Omit<RunProps, 'site'> = {
  ...waiting,
  state: 'failed',
  answers: {
    ...waiting.answers,
    where: 'publish: the database did not answer.',
    turn: 'Whoever mends the cause and resubmits it',
    next: 'Add up',
  },
  actions: waiting.actions.map((one) => ({
    ...one,
    state: one.name === 'publish' ? 'failed' : one.name === 'report' ? 'pending' : 'succeeded',
    why: one.name === 'publish' ? 'The database did not answer.' : undefined,
    attempts: one.name === 'publish' ? [FAILED] : [],
  })),
  doings: {
    resubmit: 'It tries publish again, then report. No reader gets a mail by it.',
    acknowledge: true,
    pause: false,
    resume: false,
    cancel: true,
  },
  asksApproval: false,
  moving: false,
  live: false,
};

const problems = [{ field: 'words', message: 'Enter how it was dealt with' }];
const run = (props: Omit<RunProps, 'site'>) => (site: Site) => <RunPage site={site} {...props} />;

const examined: ShownExamination = {
  at: 'today 04:47',
  findings: [
    {
      code: 'dkim-record:3f2a9c._domainkey.example.org',
      isError: true,
      isNew: true,
      what: '3f2a9c0d17e84b6f9a51c2d3e4f50617._domainkey.example.org does not exist.',
      why: 'Mails that SES signs with this key cannot be verified; after some days SES stops signing.',
      mend: 'CNAME 3f2a9c0d17e84b6f9a51c2d3e4f50617._domainkey.example.org "3f2a9c0d17e84b6f9a51c2d3e4f50617.dkim.amazonses.com"',
    },
    {
      code: 'journal-without-copy',
      isError: false,
      isNew: false,
      what: 'The journal (/journal) is written in one place only.',
      why: 'After the loss of its only disk nobody could say which mails had gone and who had left: readers would get a mail twice.',
      mend: 'JOURNAL_COPY_TO=/mnt/other-disk/quarterly-journal',
    },
  ],
  mended: ['certificate-ends'],
  looks: [
    { name: 'options', said: 'well', notes: [] },
    { name: 'disk', said: 'journal-without-copy', notes: [] },
    {
      name: 'queue',
      said: 'not looked at (REDIS_URL is not set: the queue lives in the database)',
      notes: [],
    },
    {
      name: 'Amazon SES',
      said: 'dkim-record:3f2a9c._domainkey.example.org',
      notes: [
        'At 14 a second the next edition to 168,000 readers takes 3 h 20 min; SES has had 0 mails in the last 24 hours, and takes 200,000 more in 24 hours.',
      ],
    },
  ],
};

const alarm: ShownAlarm = {
  id: 3,
  title: 'Run 12 of edition 7 is held',
  paragraphs: [
    'Amazon SES says: Email sending is paused for this account.',
    'It goes on once the cause is mended and somebody resumes it at the desk.',
  ],
  since: 'today 09:15, for 3 h 10 min',
  acknowledged: undefined,
  told: ['told by mail to o…@example.org, today 09:17', 'not yet told by Teams at flows.example.org'],
  typed: '',
  wrong: undefined,
};
const dealtWith: ShownAlarm = {
  ...alarm,
  id: 2,
  title: 'A disk of web-1 is almost full',
  paragraphs: [
    'The data folder has 812 MB left (4 %).',
    'Make room: old backups, logs, other programs’ files.',
  ],
  acknowledged: 'Ada Example, today 10:02: I move the backups to the other disk.',
};
const over = [
  { ...alarm, id: 1, title: 'Amazon SES cannot be reached', since: '4 Aug 11:20, mended after 12 min' },
];
const wrongWords = [{ field: 'words-3', message: 'Enter who deals with it, and how' }];

/** What happens by itself, and what came of it. */
export const deskFlows = [
  deskStory('flows', (site) => <FlowsPage site={site} flows={flows} mayChange />),
  deskStory('flows-seen', (site) => <FlowsPage site={site} flows={flows} mayChange={false} />),
  deskStory('runs', (site) => (
    <FlowRunsPage
      site={site}
      flow="edition"
      state=""
      runs={[
        last,
        { ...last, id: 8, state: 'succeeded', edition: 6, finished: '4 Aug 11:20', why: undefined },
      ]}
      older={8}
      slots={[{ at: '5 May 09:00', what: 'overdue: no edition was planned' }]}
    />
  )),
  deskStory('runs-none', (site) => (
    <FlowRunsPage site={site} flow="backup" state="" runs={[]} older={undefined} slots={[]} />
  )),
  deskStory('alarms', (site) => (
    <AlarmsPage site={site} firing={[dealtWith, alarm]} over={over} mayAcknowledge />
  )),
  deskStory(
    'alarms-again',
    (site) => (
      <AlarmsPage
        site={site}
        firing={[{ ...alarm, wrong: wrongWords[0]?.message }]}
        over={[]}
        mayAcknowledge
      />
    ),
    { problems: wrongWords },
  ),
  deskStory('alarms-none', (site) => <AlarmsPage site={site} firing={[]} over={[]} mayAcknowledge={false} />),
  deskStory('doctor', (site) => <DoctorPage site={site} last={examined} looking={false} mayLook />),
  deskStory('doctor-well', (site) => (
    <DoctorPage site={site} last={{ ...examined, findings: [], mended: [] }} looking mayLook />
  )),
  deskStory('doctor-never', (site) => (
    <DoctorPage site={site} last={undefined} looking={false} mayLook={false} />
  )),
  deskStory('run', run(waiting)),
  deskStory('run-failed', run({ ...failed, problems }), { problems }),
  deskStory(
    'run-dealt-with',
    run({
      ...failed,
      acknowledged: 'The pages were published by hand. (Ed Example, today 10:12)',
      doings: { ...failed.doings, acknowledge: false },
    }),
  ),
];
