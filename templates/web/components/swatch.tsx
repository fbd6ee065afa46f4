import { readableOn } from '../../../src/core/index.ts';

/** A shape needs 3:1 on its ground (WCAG 2.2, 1.4.11), which is about white in every theme; the stylesheet lightens it in the dark. */
const seen = (colour: string | undefined) => colour && readableOn(colour, '#ffffff', 3);

type Coloured = { colour?: string | undefined };

/** A section's colour beside its name. An attribute of SVG and no style: the page allows no inline style. */
export const Swatch = ({ colour }: Coloured) => (
  <svg class="swatch" color={seen(colour)} aria-hidden="true" />
);

/** A section's colour above what is in it, as wide as that. */
export const ColourBar = ({ colour }: Coloured) => (
  <svg class="bar" color={seen(colour)} aria-hidden="true" />
);
