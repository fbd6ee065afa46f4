import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ARTICLE, openedArchive } from './archive.ts';

// JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/: what it demands, and of what it allows only what it names.
const address = z.url({ protocol: /^https?$/ });
const when = z.iso.datetime({ offset: true });
const author = z
  .strictObject({ name: z.string().min(1), url: address, avatar: address })
  .partial()
  .refine((one) => Object.keys(one).length > 0);
const attachment = z.strictObject({
  url: address,
  mime_type: z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/),
  title: z.string().optional(),
  size_in_bytes: z.int().positive().optional(),
  duration_in_seconds: z.number().optional(),
});
const language = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/);
const item = z
  .strictObject({
    id: z.string().min(1),
    url: address.optional(),
    external_url: address.optional(),
    title: z.string().optional(),
    content_html: z.string().optional(),
    content_text: z.string().optional(),
    summary: z.string().optional(),
    image: address.optional(),
    banner_image: address.optional(),
    date_published: when.optional(),
    date_modified: when.optional(),
    authors: z.array(author).optional(),
    tags: z.array(z.string()).optional(),
    language: language.optional(),
    attachments: z.array(attachment).optional(),
  })
  .refine((one) => one.content_html !== undefined || one.content_text !== undefined);
const feed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  home_page_url: address.optional(),
  feed_url: address.optional(),
  description: z.string().optional(),
  user_comment: z.string().optional(),
  next_url: address.optional(),
  icon: address.optional(),
  favicon: address.optional(),
  authors: z.array(author).optional(),
  language: language.optional(),
  expired: z.boolean().optional(),
  hubs: z.array(z.strictObject({ type: z.string(), url: address })).optional(),
  items: z.array(item),
});

const paths = [
  '/feed.json',
  '/feed.json?sections=communities,disruptions',
  '/sections/celebrating-success/feed.json',
  '/editions/feed.json',
];
let archive: Awaited<ReturnType<typeof openedArchive>>;

beforeAll(async () => {
  archive = await openedArchive();
  await archive.correct(ARTICLE, { summary: '“Ünïcode” 👩‍👩‍👧 <b>&amp;</b>' }, 'The summary was wrong.');
});

describe('JSON Feed', () => {
  it.each(paths)('%s is one', async (path) => {
    const read = feed.parse(JSON.parse(await archive.text(path)));
    expect(read.items.length).toBeGreaterThan(0);
    expect(new Set(read.items.map(({ id }) => id)).size).toBe(read.items.length);
    for (const { id, url } of read.items) {
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect((await archive.get(new URL(url ?? '').pathname)).status).toBe(200);
    }
  });

  it('names the true length and kind of each picture', async () => {
    const read = feed.parse(JSON.parse(await archive.text('/feed.json')));
    const pictures = read.items.flatMap(({ attachments = [] }) => attachments);
    expect(pictures.length).toBeGreaterThan(3);
    for (const { url, mime_type, size_in_bytes } of pictures) {
      const answer = await archive.get(new URL(url).pathname);
      expect(answer.headers.get('content-type')).toBe(mime_type);
      expect((await answer.arrayBuffer()).byteLength).toBe(size_in_bytes);
    }
  });
});
