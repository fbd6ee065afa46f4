import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { compile } from 'sass';

// Everything that the web process serves as a file: stylesheets made from SCSS, scripts and icons as they are.
const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'dist', 'assets');
mkdirSync(out, { recursive: true });

const styles = path.join(root, 'templates/web/styles');
for (const file of readdirSync(styles).filter((name) => /^[^_].*\.scss$/.test(name))) {
  const { css } = compile(path.join(styles, file), {
    style: 'compressed',
    loadPaths: [path.join(root, 'node_modules')],
    quietDeps: true,
  });
  writeFileSync(path.join(out, file.replace(/\.scss$/, '.css')), css);
}

const assets = path.join(root, 'templates/web/assets');
for (const file of readdirSync(assets)) copyFileSync(path.join(assets, file), path.join(out, file));

// Only the components that the forms use: about 12 kB of GOV.UK Frontend's 50.
buildSync({
  entryPoints: [path.join(root, 'templates/web/scripts/forms.js')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2020',
  outdir: out,
});
