import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Hono } from 'hono';
import type { Theme } from '../../templates/theme.ts';
import type { AssetName } from '../../templates/web/site.ts';
import { themeStyles } from '../../templates/web/theme-styles.ts';
import { fault, packageFolder, paths, told } from '../core/index.ts';

const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export type Assets = { url(name: AssetName): string; routes: Hono };

const assetFolder = () => path.join(packageFolder, 'dist', 'assets');

/**
 * Reads the built assets once, and puts the theme before the stylesheet of all pages. Each is served under a name that holds its content's hash, so that a browser
 * may keep it for ever (RFC 8246) and a new build is seen at once.
 * @throws Fault `unavailable` when they were never built.
 */
export function loadAssets(theme: Theme, folder = assetFolder()): Assets {
  if (!existsSync(path.join(folder, 'site.css'))) {
    throw fault(
      'unavailable',
      'The stylesheets are not built: run `npm run build:css` in Quarterly’s folder first.',
    );
  }
  const look = Buffer.from(themeStyles(theme));
  const urls = new Map<string, string>();
  const files = new Map<string, { bytes: Buffer<ArrayBuffer>; mediaType: string }>();
  for (const name of readdirSync(folder)) {
    const bytes = Buffer.concat([
      ...(name === 'site.css' ? [look] : []),
      readFileSync(path.join(folder, name)),
    ]);
    const { name: stem, ext } = path.parse(name);
    const hashed = `${stem}.${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}${ext}`;
    urls.set(name, paths.asset({ name: hashed }));
    files.set(hashed, { bytes, mediaType: mediaTypes[ext] ?? 'application/octet-stream' });
  }

  const routes = new Hono();
  routes.get(paths.asset.route, (c) => {
    const file = files.get(c.req.param('name'));
    if (!file) throw told('not-found', 'refused.oldFile');
    return c.body(file.bytes, 200, {
      'Content-Type': file.mediaType,
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });
  return {
    routes,
    url: (name) => {
      const url = urls.get(name);
      if (!url)
        throw fault('unavailable', `The asset ${name} is not built: run \`npm run build:css\` first.`);
      return url;
    },
  };
}
