import { type Context, Hono } from 'hono';
import { CLEANING, type ServedImage, servedImages } from '../../articles/index.ts';
import { type ContentHash, type Database, type Log, told, type VariantFormat } from '../../core/index.ts';
import type { Archive } from '../../publishing/index.ts';

const extensions: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** Images by the hash of the bytes that came, so that anybody may keep them for ever; whole, or smaller for pages. */
export function imageRoutes(deps: { db: Database; log: Log }, archive: Archive): Hono {
  const routes = new Hono();
  const images = servedImages(deps);

  routes.use('/images/*', async (c, next) => {
    const { imagesDown } = await archive.catalogue();
    const hash = /[0-9a-f]{64}/.exec(c.req.path)?.[0] ?? '';
    if (imagesDown.has(hash)) throw told('gone', 'refused.pictureDown');
    await next();
  });

  routes.get('/images/:file{[0-9a-f]{64}\\.(?:png|jpg|gif|webp)}', async (c) => {
    const [hash = '', extension] = c.req.param('file').split('.');
    return give(c, `"${hash}.${CLEANING}"`, async () => {
      const image = await images.whole(hash as ContentHash);
      return image && extensions[image.mediaType] === extension ? image : undefined;
    });
  });

  routes.get('/images/:file{[0-9a-f]{64}-[1-9][0-9]{0,4}\\.(?:avif|webp)}', async (c) => {
    const [, hash = '', width, extension] = /^(\w+)-(\d+)\.(\w+)$/.exec(c.req.param('file')) ?? [];
    const format: VariantFormat = extension === 'avif' ? 'image/avif' : 'image/webp';
    return give(c, `"${hash}-${width}-${extension}"`, () =>
      images.variant(hash as ContentHash, { width: Number(width), format }),
    );
  });
  return routes;
}

const FOR_EVER = 'public, max-age=31536000, immutable';
/** In place of a variant, which the next process may be able to make. */
const FOR_AN_HOUR = 'public, max-age=3600';

/** The bytes behind such an address never change but by a new cleaning, so a client that knows its tag has them. */
async function give(
  c: Context,
  etag: string,
  load: () => Promise<ServedImage | undefined>,
): Promise<Response> {
  if (c.req.header('If-None-Match')?.includes(etag)) {
    return c.body(null, 304, { ETag: etag, 'Cache-Control': FOR_EVER });
  }
  const file = await load();
  if (!file) {
    throw told('not-found', 'refused.noPicture');
  }
  return c.body(new Uint8Array(file.bytes), 200, {
    ...(file.instead ? {} : { ETag: etag }),
    'Cache-Control': file.instead ? FOR_AN_HOUR : FOR_EVER,
    'Content-Type': file.mediaType,
    // Mail programs fetch images from their own origin.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
}
