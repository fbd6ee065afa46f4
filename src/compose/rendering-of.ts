import type { Config } from '../config.ts';
import type { RenderOptions } from '../rendering/index.ts';
// Not through its door: opening the app must not load MJML.
import { loadTheme } from '../rendering/theme-file.ts';

/** How mails are rendered by these options; the theme's file is read anew. @throws Fault `invalid` for a theme that is none */
export const renderingOf = (config: Config): RenderOptions => ({
  publicUrl: config.publicUrl,
  theme: loadTheme(config.theme),
  languages: config.languages,
});
