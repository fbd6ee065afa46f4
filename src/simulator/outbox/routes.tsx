import { type Context, Hono } from 'hono';
import type { Attachment, Email } from 'postal-mime';
import type { State } from '../state.ts';
import { listPage } from './list.tsx';
import { mailPage, missingPage, type View, views } from './mail.tsx';
import { createReading, readMail } from './reading.ts';
import { outboxStyles } from './style.ts';

const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A mail is a stranger's document: no scripts, no forms, an origin of its own. Pictures may come from anywhere. */
const MAIL_POLICY = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src http: https: data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

const partNamed = (attachments: readonly Attachment[], cid: string) =>
  attachments.findIndex((part) => part.contentId?.replace(/^<|>$/g, '') === cid);

/** The mail's HTML with its links opening outside the frame and its inline pictures read from here. */
function shownHtml(id: string, email: Email) {
  const html = (email.html ?? '').replace(/\bcid:([^"'\s)>]+)/gi, (whole, cid: string) => {
    const n = partNamed(email.attachments, cid);
    return n < 0 ? whole : `/mails/${id}/parts/${n}`;
  });
  const base = '<base target="_blank">';
  return /<head\b[^>]*>/i.test(html) ? html.replace(/<head\b[^>]*>/i, (head) => head + base) : base + html;
}

function partRoute(app: Hono, state: State) {
  app.get('/mails/:id/parts/:n', async (c) => {
    const raw = state.store.raw(c.req.param('id'));
    const part = raw && (await readMail(raw)).attachments[Number(c.req.param('n'))];
    if (!part) return c.html(missingPage(state.store.count()), 404);
    const picture = PICTURES.has(part.mimeType);
    return c.body(new Uint8Array(part.content as ArrayBuffer), 200, {
      'content-type': picture ? part.mimeType : 'application/octet-stream',
      'content-disposition': picture
        ? 'inline'
        : `attachment; filename*=UTF-8''${encodeURIComponent(part.filename ?? 'part')}`,
      'cross-origin-resource-policy': 'cross-origin',
    });
  });
}

function mailRoutes(app: Hono, state: State) {
  const missing = (c: Context) => c.html(missingPage(state.store.count()), 404);

  app.get('/mails/:id', async (c) => {
    const mail = state.store.find(c.req.param('id'));
    const raw = mail && state.store.raw(mail.id);
    if (!mail || !raw) return missing(c);
    const email = await readMail(raw);
    const asked = views.find((one) => one === c.req.query('view'));
    const view: View = asked ?? (email.html === undefined ? 'text' : 'html');
    return c.html(mailPage({ mail, email, raw, view, kept: state.store.count() }));
  });
  app.get('/mails/:id/html', async (c) => {
    const raw = state.store.raw(c.req.param('id'));
    if (!raw) return missing(c);
    c.header('content-security-policy', MAIL_POLICY);
    return c.html(shownHtml(c.req.param('id'), await readMail(raw)));
  });
  app.get('/mails/:id/mail.eml', (c) => {
    const id = c.req.param('id');
    const raw = state.store.raw(id);
    if (!raw) return missing(c);
    return c.body(new Uint8Array(raw), 200, {
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${id}.eml"`,
    });
  });
  partRoute(app, state);
}

/** The web outbox: everything that would have left through Amazon SES, to look at. */
export function outboxRoutes(state: State) {
  const app = new Hono();
  const reading = createReading(state);

  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('content-security-policy')) c.header('content-security-policy', PAGE_POLICY);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    c.header('cache-control', 'no-store');
  });
  app.get('/outbox.css', (c) => c.body(outboxStyles(), 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/', async (c) => {
    const words = c.req.query('q')?.trim() ?? '';
    const at = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1);
    const found = await reading.page(words, at);
    return c.html(listPage({ found, words, at, kept: state.store.count() }));
  });
  mailRoutes(app, state);
  app.notFound((c) => c.html(missingPage(state.store.count()), 404));
  return app;
}
