import { readFileSync } from 'node:fs';
import path from 'node:path';
import { standardTheme } from '../../../templates/theme.ts';
import { themeStyles } from '../../../templates/web/theme-styles.ts';
import { packageFolder } from '../../core/index.ts';

/** The outbox's only stylesheet: that of all our pages in the standard theme. @throws Error when it was never built */
export const outboxStyles = (): string =>
  themeStyles(standardTheme) + readFileSync(path.join(packageFolder, 'dist/assets/outbox.css'), 'utf8');
