import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, context } from 'esbuild';

// Everything that the web process serves as a file, in one step: stylesheets with what they import, scripts with the components
// of GOV.UK Frontend that they use, icons as they are. `-- --watch` builds again at each change until Ctrl-C; a web process reads
// the files when it starts.
const root = path.join(import.meta.dirname, '..');
const outdir = path.join(root, 'dist', 'assets');
const web = (name: string) => path.join(root, 'templates/web', name);

const options: BuildOptions = {
  entryPoints: [
    ...['site.css', 'reading.css', 'work.css', 'desk.css', 'outbox.css'].map((name) => web(`styles/${name}`)),
    ...readdirSync(web('scripts')).map((name) => web(`scripts/${name}`)),
    web('assets/icon.svg'),
  ],
  outdir,
  entryNames: '[name]',
  loader: { '.svg': 'copy' },
  bundle: true,
  minify: true,
  format: 'iife',
  // The oldest that know cascade layers and :has(); esbuild spells nested rules out for them.
  target: ['chrome111', 'edge111', 'firefox121', 'safari16.4'],
  logLevel: 'warning',
};

rmSync(outdir, { recursive: true, force: true });
if (process.argv.includes('--watch')) {
  const watched = await context({ ...options, logLevel: 'info' });
  await watched.watch();
} else {
  await build(options);
}
