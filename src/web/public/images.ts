import { type Context, Hono } from 'hono';
import { imageVariants, loadImage } from '../../articles/index.ts';
import { type Database, fault, type VariantFormat } from '../../core/index.ts';
import type { Archive } from '../../publishing/index.ts';

const extensions: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** Images by the hash of their bytes, so that anybody may keep them for ever; whole, or made smaller for pages. */
export function imageRoutes(db: Database, archive: Archive): Hono {
  const routes = new Hono();
  const variant = imageVariants(db);

  routes.use('/images/*', async (c, next) => {
    const { imagesDown } = await archive.catalogue();
    const hash = /[0-9a-f]{64}/.exec(c.req.path)?.[0] ?? '';
    if (imagesDown.has(hash)) throw fault('gone', 'This picture was taken down with its article.');
    await next();
  });

  routes.get('/images/:file{[0-9a-f]{64}\\.(?:png|jpg|gif|webp)}', async (c) => {
    const [hash = '', extension] = c.req.param('file').split('.');
    return give(c, `"${hash}"`, async () => {
      const image = await loadImage(db, hash);
      if (!image || extensions[image.media_type] !== extension) return undefined;
      return { bytes: image.bytes, mediaType: image.media_type };
    });
  });

  routes.get('/images/:file{[0-9a-f]{64}-[1-9][0-9]{0,4}\\.(?:avif|webp)}', async (c) => {
    const [, hash = '', width, extension] = /^(\w+)-(\d+)\.(\w+)$/.exec(c.req.param('file')) ?? [];
    const mediaType: VariantFormat = extension === 'avif' ? 'image/avif' : 'image/webp';
    return give(c, `"${hash}-${width}-${extension}"`, async () => {
      const bytes = await variant(hash, Number(width), mediaType);
      return bytes && { bytes, mediaType };
    });
  });
  return routes;
}

type File = { bytes: Buffer; mediaType: string };

/** The bytes behind such an address never change, so a client that knows its tag has them. */
async function give(c: Context, etag: string, load: () => Promise<File | undefined>): Promise<Response> {
  const headers = { ETag: etag, 'Cache-Control': 'public, max-age=31536000, immutable' };
  if (c.req.header('If-None-Match')?.includes(etag)) return c.body(null, 304, headers);
  const file = await load();
  if (!file) {
    throw fault('not-found', 'There is no such image: it may belong to an article that was never published.');
  }
  return c.body(new Uint8Array(file.bytes), 200, {
    ...headers,
    'Content-Type': file.mediaType,
    // Mail programs fetch images from their own origin.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
}
