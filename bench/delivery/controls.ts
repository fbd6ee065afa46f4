import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import mjml2html from 'mjml';
import MailComposer from 'nodemailer/lib/mail-composer';
import { parseEmailAddress } from '../../src/core/index.ts';
import { fillTemplate, mailTemplate } from '../../src/delivery/index.ts';
import { benchMail, VARIANTS } from './mail.ts';

type Control = { endpoint: string; mails: number; concurrency: number };

const client = ({ endpoint }: Control) =>
  new SESClient({
    region: 'eu-west-2',
    endpoint,
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    maxAttempts: 1,
  });

/** A bare loop of the plain SDK: bytes that are ready, nothing recorded, nothing checked. */
export async function plain(control: Control): Promise<void> {
  const bytes = await Promise.all(
    VARIANTS.map(async (slugs) => {
      const to = parseEmailAddress('reader123456@example.org');
      const link = `https://bulletin.example.org/unsubscribe/${'x'.repeat(40)}`;
      const values = { to, messageKey: 'd123456.e1', unsubscribe: link, preferences: link };
      return Buffer.concat(
        fillTemplate(await mailTemplate(benchMail.variant(slugs), benchMail.head, 'html'), values),
      );
    }),
  );
  const ses = client(control);
  await inParallel(control, (n) => send(ses, n, bytes[n % bytes.length] as Buffer));
}

/** What a script would do: render, compose and send, reader by reader. */
export async function naive(control: Control): Promise<() => Promise<void>> {
  const ses = client(control);
  const template = `<mjml><mj-body>${'<mj-section><mj-column><mj-text>Neighbours met the council about lights and doors. '.concat('They agreed. '.repeat(60), '</mj-text></mj-column></mj-section>').repeat(34)}</mj-body></mjml>`;
  return () =>
    inParallel(control, async (n) => {
      const { html } = await mjml2html(template as never, { validationLevel: 'strict', fonts: {} });
      const mail = new MailComposer({
        from: 'bulletin@example.org',
        to: `reader${n}@example.org`,
        subject: 'Bench',
        html,
        text: 'Bench',
      });
      await send(ses, n, await mail.compile().build());
    });
}

const send = (ses: SESClient, n: number, bytes: Uint8Array) =>
  ses.send(
    new SendRawEmailCommand({
      Source: 'bulletin@example.org',
      Destinations: [`reader${n}@example.org`],
      RawMessage: { Data: bytes },
      Tags: [
        { Name: 'delivery', Value: String(n) },
        { Name: 'edition', Value: '1' },
      ],
    }),
  );

async function inParallel(
  { mails, concurrency }: Control,
  work: (n: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < mails; n = next++) await work(n);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}
