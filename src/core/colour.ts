/** `#rrggbb` as three channels of 0 to 255; undefined for anything else. */
function channels(colour: string): [number, number, number] | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!match) return undefined;
  return [match[1], match[2], match[3]].map((hex) => Number.parseInt(hex ?? '0', 16)) as [
    number,
    number,
    number,
  ];
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (channels(colour) ?? [0, 0, 0]).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export const isColour = (text: string) => channels(text) !== undefined;

/** Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, 1.4.3 asks for 4.5 for text). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour nearest to `colour` that reads on `ground`: darkened or lightened in small steps until it does. */
export function readableOn(colour: string, ground: string, ratio = 4.5): string {
  const towards = luminance(ground) > 0.18 ? 0 : 255;
  const start = channels(colour) ?? [0x80, 0x80, 0x80];
  for (let step = 0; step <= 50; step++) {
    const mixed = start.map((value) => Math.round(value + ((towards - value) * step) / 50));
    const candidate = `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
    if (contrast(candidate, ground) >= ratio) return candidate;
  }
  return towards === 0 ? '#000000' : '#ffffff';
}
