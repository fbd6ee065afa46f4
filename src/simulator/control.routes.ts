import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { accountChanges } from './account.ts';
import type { Control } from './control.ts';
import { faultRuleSchema } from './faults.ts';
import { behavioursSchema, eventsSchema, latencySchema, quotaSchema } from './options.ts';
import type { SnsMessage } from './sns/sign.ts';

const quotaChanges = quotaSchema.extend({ sentBefore: z.number().min(0) }).partial();
const eventChanges = eventsSchema.extend({ to: z.url().nullable() }).partial();
const faultScript = z.union([z.array(faultRuleSchema), faultRuleSchema.transform((rule) => [rule])]);
const signing = z.strictObject({
  message: z.record(z.string(), z.string()),
  version: z.enum(['1', '2']).optional(),
  signingCertUrl: z.string().optional(),
});
const mailQuery = z.object({
  destination: z.string().optional(),
  tag: z.string().optional(),
  offset: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(0).optional(),
});

/** JSON only: a form on another site cannot send it without asking first, so no page can script the simulator. */
async function bodyOf<T>(c: Context, schema: z.ZodType<T>): Promise<T | Response> {
  if (!c.req.header('content-type')?.startsWith('application/json'))
    return c.json({ error: 'Send JSON with content-type application/json.' }, 415);
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  return parsed.success ? parsed.data : c.json({ error: z.prettifyError(parsed.error) }, 400);
}

/** POST `path`: changes settings, and answers with all of them as they are now. */
function setting<T>(
  app: Hono,
  path: string,
  of: { schema: z.ZodType<T>; set: (value: T) => void; control: Control },
) {
  app.post(path, async (c) => {
    const body = await bodyOf(c, of.schema);
    if (body instanceof Response) return body;
    of.set(body);
    return c.json(of.control.settings());
  });
}

function settingRoutes(app: Hono, control: Control) {
  app.get('/', (c) => c.json({ ...control.settings(), counters: control.counters() }));
  app.get('/counters', (c) => c.json(control.counters()));
  app.get('/faults', (c) => c.json(control.settings().faults));
  setting(app, '/quota', { schema: quotaChanges, set: control.setQuota, control });
  setting(app, '/latency', { schema: latencySchema.partial(), set: control.setLatency, control });
  setting(app, '/behaviours', { schema: behavioursSchema, set: control.setBehaviours, control });
  setting(app, '/account', { schema: accountChanges, set: control.setAccount, control });
  setting(app, '/faults', { schema: faultScript, set: control.setFaults, control });
  setting(app, '/events', {
    schema: eventChanges,
    set: ({ to, ...changed }) => {
      if (to !== undefined) control.setEventsTo(to ?? undefined);
      control.setEvents(changed);
    },
    control,
  });
  app.delete('/account', (c) => {
    control.restoreAccount();
    return c.body(null, 204);
  });
  app.delete('/faults', (c) => {
    control.setFaults([]);
    return c.body(null, 204);
  });
}

function mailRoutes(app: Hono, control: Control) {
  app.get('/mails', (c) => {
    const query = mailQuery.safeParse(c.req.query());
    if (!query.success) return c.json({ error: z.prettifyError(query.error) }, 400);
    return c.json({ mails: control.mails(query.data) });
  });
  app.delete('/mails', (c) => {
    control.clear();
    return c.body(null, 204);
  });
  app.get('/mails/:id', (c) => {
    const mail = control.mail(c.req.param('id'));
    return mail ? c.json(mail) : c.json({ error: 'There is no such mail.' }, 404);
  });
  app.get('/mails/:id/raw', (c) => {
    const raw = control.raw(c.req.param('id'));
    return raw
      ? c.body(new Uint8Array(raw), 200, { 'content-type': 'message/rfc822' })
      : c.json({ error: 'There is no such mail.' }, 404);
  });
  app.get('/ledger', (c) => {
    const lines = Readable.toWeb(
      Readable.from(control.ledger(), { objectMode: true }).map((line) => Buffer.from(line)),
    );
    return c.body(lines as unknown as ReadableStream, 200, { 'content-type': 'application/x-ndjson' });
  });
}

/** The control API, mounted at /_control. */
export function controlRoutes(control: Control) {
  const app = new Hono();
  settingRoutes(app, control);
  mailRoutes(app, control);
  app.post('/sns/subscription', async (c) => c.json(await control.subscribe()));
  app.post('/sns/sign', async (c) => {
    const body = await bodyOf(c, signing);
    if (body instanceof Response) return body;
    const { message, ...over } = body;
    return c.json(await control.sign(message as unknown as SnsMessage, over));
  });
  return app;
}
