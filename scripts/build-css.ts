import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import { compile } from 'sass';
import { trimCss } from './trim-css.ts';

// Everything that the web process serves as a file: stylesheets made from SCSS, scripts and icons as they are.
const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'dist', 'assets');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const templates = path.join(root, 'templates/web');
const words = new Set(
  readdirSync(templates, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:tsx|js)$/.test(name))
    .flatMap((name) => readFileSync(path.join(templates, name), 'utf8').match(/[\w-]+/g) ?? []),
);

const styles = path.join(templates, 'styles');
const compiled = (name: string) =>
  compile(path.join(styles, `${name}.scss`), {
    style: 'compressed',
    charset: false,
    loadPaths: [path.join(root, 'node_modules')],
    quietDeps: true,
  }).css;
/** Asked for by no page that loads forms.css alone. */
const ELSEWHERE = ['govuk-button--secondary', 'govuk-button--warning', 'govuk-input--width-'];
const forms = trimCss(compiled('forms'), {
  words: new Set([...words].filter((word) => !ELSEWHERE.includes(word))),
});
const sheets = {
  site: compiled('site'),
  forms,
  answers: trimCss(compiled('answers'), { words, beside: forms }),
};
for (const [name, css] of Object.entries(sheets)) {
  const { code } = transformSync(css, { loader: 'css', minify: true });
  writeFileSync(path.join(out, `${name}.css`), code);
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
