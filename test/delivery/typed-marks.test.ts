import { simpleParser } from 'mailparser';
import { expect, it } from 'vitest';
import { parseEmailAddress } from '../../src/core/index.ts';
import { fillTemplate, mailTemplate } from '../../src/delivery/mail/mime.ts';

const address = parseEmailAddress('desk@example.org');

async function mailOf(title: string, name = 'The desk') {
  const slots = { unsubscribe: 'SLOT-U', preferences: 'SLOT-P' };
  const html = `<p>${title}</p><a href="SLOT-U">Leave</a>`;
  const content = { subject: title, html, text: `${title}\n\nSLOT-U`, slots };
  const from = { name, address };
  const head = { from, replyTo: address, kind: 'bulk', date: new Date('2026-05-04T09:00:00Z') } as const;
  const pieces = fillTemplate(await mailTemplate(content, head, 'html'), {
    to: parseEmailAddress('reader@example.org'),
    messageKey: 'd-1',
    unsubscribe: 'https://bulletin.example.org/unsubscribe/x',
    preferences: 'https://bulletin.example.org/preferences/x',
  });
  return simpleParser(Buffer.concat(pieces));
}

it.each([
  'qslot-to@slot.invalid',
  'All about qslot-key and Message-ID',
  'https://qslot-unsubscribe.invalid/ is down',
  'QSLOT-TEXT-é and QSLOT-HTML-é',
  '=?utf-8?Q?Hello?=',
  'Before =?UTF-8?B?SGVsbG8=?= after',
  '=?iso-8859-1?q?this=20is?= =?utf-8?q?two?=',
  'Not one: =? and ?= alone',
  `=?utf-8?Q?${'long_'.repeat(40)}?=`,
  'é =?utf-8?Q?Hello?= ünd',
])('the title %j stays a title', async (title) => {
  const mail = await mailOf(title);
  expect(mail.subject).toBe(title);
  expect(mail.text).toContain(title);
  expect(mail.html).toContain(title);
  expect([mail.to].flat()[0]?.text).toBe('reader@example.org');
  expect(mail.messageId).toBe('<d-1@example.org>');
  expect(mail.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line).toContain('/unsubscribe/x>');
});

it.each(['=?utf-8?Q?Editor?=', 'The =?utf-8?B?ZGVzaw==?= "desk"'])(
  'the name %j stays a name',
  async (name) => {
    const mail = await mailOf('Title', name);
    expect(mail.from?.value).toEqual([{ name, address }]);
  },
);
