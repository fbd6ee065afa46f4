import type { EditionSection } from '../core/index.ts';
import type { Section } from '../sections/index.ts';

/** A section as an edition keeps it. */
export const sectionAsListed = ({ slug, label, description, colour, language }: Section): EditionSection => ({
  slug,
  label,
  description,
  ...(colour === null ? {} : { colour }),
  ...(language === null ? {} : { language }),
});
