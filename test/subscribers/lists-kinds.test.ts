import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseEmailAddress } from '../../src/core/index.ts';
import {
  confirm,
  type ImportOptions,
  importSubscribers,
  showAddress,
  subscribe,
  suppressFile,
} from '../../subscribers/index.ts';
import { how, openReadingRoom, slugs } from './reading-room.ts';

const room = await openReadingRoom();
const folder = await mkdtemp(join(tmpdir(), 'quarterly-kinds-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
const write = async (content: string | Buffer, name = `list-${++files}.csv`) => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};
const take = async (content: string | Buffer, options?: ImportOptions) => {
  room.clock.advance(1000);
  return importSubscribers(room, await write(content), options);
};
const stateOf = async (name: string) => {
  const { state, stateReason } = await room.reader(`${name}@example.org`);
  return state === 'active' ? state : `${state}: ${stateReason}`;
};
const held = async (name: string) =>
  (await showAddress(room.deps, parseEmailAddress(`${name}@example.org`))).reader !== null;
const all = { sections: '*' };

/** One row of each: who gets the bulletin, and what became of the others. */
const exports: [string, string, Record<string, string>][] = [
  [
    'Mailchimp, unsubscribed',
    'Email Address,First Name,OPTIN_TIME,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,LEID\nmu@example.org,M,2021-03-04 10:11:12,2022-01-02 03:04:05,May,"N/A (Unsubscribed by admin)",1\n',
    { mu: 'unsubscribed: left elsewhere' },
  ],
  [
    'Mailchimp, cleaned',
    'Email Address,CLEAN_TIME,CLEAN_CAMPAIGN_TITLE\nmc@example.org,2022-01-02 03:04:05,May\n',
    { mc: 'suppressed: hard bounce' },
  ],
  [
    'Mailchimp, one file with a status',
    'Email,Status\nms1@example.org,Subscribed\nms2@example.org,Unsubscribed\nms3@example.org,Cleaned\nms4@example.org,Non-Subscribed\n',
    { ms1: 'active', ms2: 'unsubscribed: left elsewhere', ms3: 'suppressed: hard bounce', ms4: '' },
  ],
  [
    'Ghost',
    'id,email,name,subscribed_to_emails,deleted_at\n1,gh1@example.org,G,TRUE,\n2,gh2@example.org,G,FALSE,\n3,gh3@example.org,G,true,2024-02-03T00:00:00.000Z\n',
    { gh1: 'active', gh2: 'unsubscribed: left elsewhere', gh3: 'unsubscribed: left elsewhere' },
  ],
  [
    'Ghost after a German spreadsheet',
    'id;email;subscribed_to_emails\n1;gw1@example.org;WAHR\n2;gw2@example.org;FALSCH\n',
    { gw1: 'active', gw2: 'unsubscribed: left elsewhere' },
  ],
  [
    'Mautic',
    'firstname,lastname,email,doNotContact\nM,A,mt1@example.org,0\nM,B,mt2@example.org,1\nM,C,mt3@example.org,Bounced\n',
    { mt1: 'active', mt2: 'suppressed: desk', mt3: 'suppressed: hard bounce' },
  ],
  [
    'GovDelivery, deleted',
    'Date Deleted,Destination,Deletion Reason\n2024-05-06,gd1@example.org,By Subscriber\n2024-05-06,gd2@example.org,Blacklisted Address\n',
    { gd1: 'unsubscribed: left elsewhere', gd2: 'suppressed: desk' },
  ],
  [
    'Keila',
    'Email,First name,Last name,Data,Status,External ID\nke1@example.org,K,,{},active,\nke2@example.org,K,,{},unsubscribed,\nke3@example.org,K,,{},unreachable,\n',
    { ke1: 'active', ke2: 'unsubscribed: left elsewhere', ke3: 'suppressed: hard bounce' },
  ],
  [
    'Sendy',
    'Name,Email,Status\nS,sy1@example.org,Active\nS,sy2@example.org,Unsubscribed\nS,sy3@example.org,Bounced\nS,sy4@example.org,Marked as spam\nS,sy5@example.org,Unconfirmed\nS,sy6@example.org,Soft bounced\n',
    {
      sy1: 'active',
      sy2: 'unsubscribed: left elsewhere',
      sy3: 'suppressed: hard bounce',
      sy4: 'suppressed: complaint',
      sy5: '',
      sy6: 'suppressed: soft bounces',
    },
  ],
  [
    'Substack',
    'email,active_subscription,expiry,email_disabled,created_at\nsu1@example.org,false,,false,2024-01-01\nsu2@example.org,true,,true,2024-01-01\n',
    { su1: 'active', su2: 'unsubscribed: left elsewhere' },
  ],
  [
    'Brevo',
    'CONTACT ID,EMAIL,FIRSTNAME,EMAIL_BLACKLISTED,ADDED_TIME\n1,br1@example.org,B,No,2024-01-01\n2,br2@example.org,B,Yes,2024-01-01\n',
    { br1: 'active', br2: 'suppressed: desk' },
  ],
  [
    'MailerLite',
    'Subscriber,Status,Subscribed\nml1@example.org,active,2024-01-01 10:00:00\nml2@example.org,junk,2024-01-01 10:00:00\nml3@example.org,unconfirmed,\n',
    { ml1: 'active', ml2: 'suppressed: complaint', ml3: '' },
  ],
];

test.each(exports)('%s', async (_program, content, expected) => {
  await take(content, all);
  for (const [name, state] of Object.entries(expected)) {
    if (state === '') expect(await held(name), name).toBe(false);
    else expect(await stateOf(name), name).toBe(state);
  }
});

describe('who left elsewhere', () => {
  test('leaves here, unless they agreed here later; and both are said', async () => {
    await take(
      'email,sections,consent_at\nold@example.org,*,2022-01-01\nnew@example.org,*,2025-06-01\nnone@example.org,*,\n',
    );
    const left =
      'email,status,updated_at\n' +
      ['old', 'new', 'none']
        .map((name) => `${name}@example.org,unsubscribed,2024-01-01T00:00:00Z`)
        .join('\n');
    expect(await take(left, all)).toMatchObject({ rows: 3, leftElsewhere: 2, laterConsent: 1 });
    expect([await stateOf('old'), await stateOf('new'), await stateOf('none')]).toEqual([
      'unsubscribed: left elsewhere',
      'active',
      'unsubscribed: left elsewhere',
    ]);
    expect(await room.ledger('old@example.org')).toEqual(['imported: imported', 'left: left elsewhere']);
    expect(await take('email,sections\nold@example.org,*\n')).toMatchObject({ left: 1, added: 0 });
  });

  test('stays where no date is told and the reader signed up here themself', async () => {
    await subscribe(room.deps, { email: parseEmailAddress('own@example.org'), choice: 'all' }, how);
    const { token } = await room.newest('own@example.org', 'confirm-subscription');
    await confirm(room.deps, token, how);
    expect(await take('email,subscribed\nown@example.org,no\n', all)).toMatchObject({ laterConsent: 1 });
    expect(await stateOf('own')).toBe('active');
  });

  test('is out whichever row of a file comes last', async () => {
    await take(
      'email,status\ntwice@example.org,unsubscribed\ntwice@example.org,active\nagain@example.org,active\nagain@example.org,unsubscribed\n',
      all,
    );
    expect([await stateOf('twice'), await stateOf('again')]).toEqual([
      'unsubscribed: left elsewhere',
      'unsubscribed: left elsewhere',
    ]);
  });

  test('may sign up again, unless suppressed', async () => {
    await take('email,status\nback@example.org,unsubscribed\nstop@example.org,complained\n', all);
    for (const name of ['back', 'stop'])
      await subscribe(room.deps, { email: parseEmailAddress(`${name}@example.org`), choice: 'all' }, how);
    expect(await room.mails('back@example.org')).toHaveLength(1);
    expect(await room.mails('stop@example.org')).toHaveLength(0);
  });

  test('an unknown word or an empty yes-or-no is asked about, never guessed', async () => {
    const { reasons, added } = await take(
      'email,status\nu1@example.org,active\nu2@example.org,zombie\n',
      all,
    );
    expect(added).toBe(1);
    expect(reasons[0]?.reason).toContain('"zombie" in the column "status"');
    expect(
      (await take('email,subscribed\nu3@example.org,yes\nu4@example.org,\n', all)).reasons[0]?.reason,
    ).toContain('The column "subscribed" is empty here');
    expect(
      await take('email,status\nu2@example.org,zombie\nu5@example.org,active\n', {
        ...all,
        ignore: ['Status'],
      }),
    ).toMatchObject({
      added: 2,
      passedOver: ['status'],
    });
  });

  test('a column is told by --map; a file of which only the name says it is refused', async () => {
    expect(
      await take('email,Verlauf\nv@example.org,unsubscribed\n', {
        ...all,
        map: [{ column: 'verlauf', field: 'state' }],
      }),
    ).toMatchObject({ leftElsewhere: 1 });
    const file = await write('Email Address\nx@example.org\n', 'unsubscribed_members_export_12ab.csv');
    await expect(importSubscribers(room, file, all)).rejects.toThrow('subscribers suppress --file');
  });
});

describe('as spreadsheets write them', () => {
  const forms: [string, string | Buffer][] = [
    ['sep=;', `sep=;\r\nemail;sections\r\nNAME@example.org;news;\r\n`],
    ['"sep=;" with a mark', '\ufeff"sep=;"\r\nemail;sections\r\nNAME@example.org;"news;people"\r\n'],
    ['sep= and a tab', 'sep=\t\nemail\tsections\nNAME@example.org\tnews\n'],
    ['bars', 'email|sections\nNAME@example.org|news\n'],
    ['UTF-16 without a mark', Buffer.from('email\tsections\r\nNAME@example.org\tnews\r\n', 'utf16le')],
    [
      'UTF-16, the other way round',
      Buffer.from('\ufeffemail\tsections\r\nNAME@example.org\tnews\r\n', 'utf16le').swap16(),
    ],
    ['old Macs', 'email,sections\rNAME@example.org,news\r'],
    ['empty rows and columns', ',,,\nemail,sections,,\n\nNAME@example.org,news,,\n,,,\n ,,,\n'],
    ['Ctrl-Z', 'email,sections\r\nNAME@example.org,news\r\n\x1a'],
    ['Ctrl-Z at the end of a row', 'email,sections\r\nNAME@example.org,"news"\x1a'],
    [
      'a mark in the middle',
      'email,sections\nother@example.org,news\n\ufeffemail,sections\n\ufeff"NAME@example.org",news\n',
    ],
    ['text as a formula', 'email,sections\n"=""NAME@example.org""",news\n'],
    ['an apostrophe', "email,sections\n'NAME@example.org,news\n"],
    ['a curly apostrophe', 'email,sections\n\u2019NAME@example.org\u2019,news\n'],
    ['a column name with spaces', '\u00a0E-Mail Address ,Sections\u200b\nNAME@example.org,news\n'],
    ['labels', 'EMAIL_ADDRESS,SECTIONS\nNAME@example.org,The News; the  people\n'],
    ['a long note', `email,sections,note\nNAME@example.org,news,"${'line\n'.repeat(2_000)}"\n`],
    ['a note never closed', 'email,sections,note\nNAME@example.org,news,"oh no\n'],
    ['a note with loose marks', 'email,sections,note\nNAME@example.org,news,"so "called" note"\n'],
  ];
  test.each(forms)('%s', async (_form, content) => {
    const name = `form${++files}`;
    const named = Buffer.isBuffer(content)
      ? Buffer.from(
          content
            .toString('latin1')
            .replace(/N(\0?)A(\0?)M(\0?)E(?=\0?@)/, (_all, gap) => [...name].join(gap)),
          'latin1',
        )
      : content.replace('NAME', name);
    const report = await take(named);
    expect(report).toMatchObject({ rejected: 0 });
    expect(await stateOf(name)).toBe('active');
  });

  test('windows-1252 is named where a name cannot be read, and read when told', async () => {
    const bytes = Buffer.from('email,name,sections\nzo@example.org,Zo\xeb,*\n', 'latin1');
    expect((await take(bytes)).reasons[0]?.reason).toContain('--encoding windows-1252');
    expect(await take(bytes, { encoding: 'windows-1252' })).toMatchObject({ added: 1 });
    expect((await room.reader('zo@example.org')).name).toBe('Zoë');
  });

  test('a bad quotation mark in a column that is read costs its row, and only that', async () => {
    const report = await take('email,note,sections\nq1@example.org,"oh,news\nq2@example.org,x,news\n');
    expect(report).toMatchObject({ added: 1, rejected: 1 });
  });
});

test('several columns of addresses are asked about; others are passed over and named', async () => {
  await expect(take('Email,E-Mail Address,sections\na@example.org,b@example.org,*\n')).rejects.toThrow(
    'Say which counts with --map "Email=email"',
  );
  const map = [{ column: 'E-Mail Address', field: 'email' as const }];
  expect(
    await take('Email,E-Mail Address,sections\ntwo1@example.org,two2@example.org,*\n', { map }),
  ).toMatchObject({
    added: 1,
    passedOver: ['Email'],
    readAs: [{ column: 'E-Mail Address', field: 'email' }],
  });
  expect([await held('two1'), await held('two2')]).toEqual([false, true]);
  await expect(take('email,sections\n', { ignore: ['colour'] })).rejects.toThrow(
    'There is no column "colour"',
  );
});

test('a row that says nothing about consent is added, counted and recorded so', async () => {
  const rows = 'email,sections,consent_at,consent_source\nc1@example.org,*,,\nc2@example.org,*,2024-01-01,\n';
  expect(await take(rows, { requireConsent: true })).toMatchObject({ added: 1, rejected: 1 });
  expect(await take(rows)).toMatchObject({ added: 1, noConsent: 1 });
  const { ledger } = await showAddress(room.deps, parseEmailAddress('c1@example.org'));
  expect(ledger[0]?.detail).toMatchObject({ consent: 'none given' });
  expect(
    await take(rows.replaceAll('c1', 'c3'), { consentSource: 'the fair', requireConsent: true }),
  ).toMatchObject({
    added: 1,
    noConsent: 0,
    rejected: 0,
  });
});

test('a dry run says what the run says, and changes nothing', async () => {
  const content =
    'email,status,sections\nd1@example.org,active,news\nd1@example.org,active,people\nd2@example.org,unsubscribed,\nd3@example.org,bounced,\nd4@example.org,active,gossip\nold@example.org,active,news\n';
  const file = await write(content);
  const tables = async () =>
    JSON.stringify([
      await room.db.selectFrom('subscribers').selectAll().orderBy('id').execute(),
      await room.db.selectFrom('consents').selectAll().orderBy('id').execute(),
      await room.db.selectFrom('suppressions').selectAll().orderBy('email_hash').execute(),
    ]);
  const before = await tables();
  const dry = await importSubscribers(room, file, { dryRun: true });
  expect(await tables()).toBe(before);
  await expect(readFile(file.replace('.csv', '.rejected.csv'))).rejects.toThrow('ENOENT');
  const real = await importSubscribers(room, file);
  expect({ ...real, rejectedFile: null, dryRun: true }).toEqual(dry);
  expect(dry).toMatchObject({
    rows: 6,
    added: 1,
    repeated: 1,
    leftElsewhere: 1,
    suppressedElsewhere: 1,
    rejected: 1,
    left: 1,
  });
});

describe('suppressing by file', () => {
  test('stops every address of a column or a bare list, whatever they agreed to', async () => {
    await take('email,sections,consent_at\nsf1@example.org,*,2026-05-01\n');
    const file = await write(
      'Email Address,Why\nsf1@example.org,asked\nsf2@example.org,asked\nSF2@example.org,\nnobody,\n',
    );
    const expected = { rows: 4, suppressed: 2, repeated: 1, rejected: 1, passedOver: ['Why'] };
    expect(await suppressFile(room, file, { dryRun: true })).toMatchObject(expected);
    expect(await stateOf('sf1')).toBe('active');
    expect(await suppressFile(room, file)).toMatchObject(expected);
    expect(await stateOf('sf1')).toBe('suppressed: desk');
    expect(await held('sf2')).toBe(false);
    expect(await take('email,sections\nsf2@example.org,*\n')).toMatchObject({ suppressed: 1, added: 0 });
    const bare = await write('sf3@example.org\n<broken\nsf2@example.org\n');
    expect(await suppressFile(room, bare)).toMatchObject({ rows: 3, suppressed: 1, already: 1, rejected: 1 });
  });

  test('is refused a list of readers', async () => {
    const file = await write('email,status\nsf4@example.org,active\nsf5@example.org,unsubscribed\n');
    await expect(suppressFile(room, file)).rejects.toThrow('--ignore "status"');
    expect(await suppressFile(room, file, { ignore: ['status'] })).toMatchObject({ suppressed: 2 });
  });
});

test('labels are sections; several behind one comma are told apart', async () => {
  await take('email,sections\nlb@example.org,THE NEWS;people\n');
  expect((await room.reader('lb@example.org')).choice).toEqual(slugs('news', 'people'));
  const { reasons } = await take('email,sections\nlc@example.org,"The News, people"\n');
  expect(reasons[0]?.reason).toContain('`;` separates them, as in "The News;people"');
});
