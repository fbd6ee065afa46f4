import type { Context } from 'hono';
import { framedMailPolicy } from './security.ts';

/** A mail as a document for a frame of our own pages: it looks like itself, and can do nothing. */
export const framedMail = (c: Context, html: string): Response | Promise<Response> =>
  c.html(html, 200, { 'Content-Security-Policy': framedMailPolicy });
