import { Hono } from 'hono';
import { loadImage } from '../../articles/index.ts';
import { type Database, fault } from '../../core/index.ts';

const extensions: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** Images by the hash of their bytes, so that anybody may keep them for ever. */
export function imageRoutes(db: Database): Hono {
  const routes = new Hono();
  routes.get('/images/:file{[0-9a-f]{64}\\.(?:png|jpg|gif|webp)}', async (c) => {
    const [hash = '', extension] = c.req.param('file').split('.');
    const etag = `"${hash}"`;
    const headers = { ETag: etag, 'Cache-Control': 'public, max-age=31536000, immutable' };
    // The bytes of a hash never change, so a client that knows the hash has them.
    if (c.req.header('If-None-Match')?.includes(etag)) return c.body(null, 304, headers);
    const image = await loadImage(db, hash);
    if (!image || extensions[image.media_type] !== extension) {
      throw fault(
        'not-found',
        'There is no such image: it may belong to an article that was never published.',
      );
    }
    return c.body(new Uint8Array(image.bytes), 200, {
      ...headers,
      'Content-Type': image.media_type,
      // Mail programs fetch images from their own origin.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
  });
  return routes;
}
