import { type Direction, directionOfLanguage } from '../direction.ts';
import type { Palette, Theme } from '../theme.ts';

/** Inline styles, by role. Short, because every octet counts towards Gmail's limit of about 102 KB. */
export type Look = ReturnType<typeof lookOf>;

/** @param direction of the words; mirrored for right to left, since no mail program but Apple's knows logical sides */
export function lookOf(
  { light, fonts, language }: Theme,
  direction: Direction = directionOfLanguage(language),
) {
  const start = direction === 'rtl' ? 'right' : 'left';
  const inset = (top: string, width: number) =>
    direction === 'rtl' ? `padding:${top} ${width}px ${top} 0` : `padding:${top} 0 ${top} ${width}px`;
  const head = fonts.headings === fonts.text ? '' : `font-family:${fonts.headings};`;
  return {
    wrapper: `font-family:${fonts.text};line-height:1.6;color:${light.text}`,
    h1: `${head}margin:6px 0 0;font-size:36px;line-height:1.15;letter-spacing:-.5px`,
    h2: `${head}margin:0;font-size:24px;line-height:1.25`,
    h3: `${head}margin:0 0 6px;font-size:21px;line-height:1.3`,
    h4: `${head}margin:22px 0 6px;font-size:17px;line-height:1.4`,
    lead: 'margin:0 0 16px;font-size:18px;line-height:1.5',
    small: `margin:0 0 12px;font-size:14px;line-height:1.5;color:${light.muted}`,
    language,
    direction,
    list: `margin:0 0 16px;${inset('0', 22)}`,
    bullets: inset('0', 20),
    share: 'margin:0 0 8px;font-size:15px',
    link: `color:${light.link}`,
    quote: `margin:20px 0;${inset('2px', 18)};border-${start}:4px solid ${light.rule};font-size:18px;line-height:1.5`,
    attribution: `margin:0;font-size:15px;color:${light.muted}`,
    statistic: 'margin:20px 0;font-size:17px;line-height:1.4',
    figure: `${head}display:block;font-size:38px;line-height:1.15;color:${light.accent}`,
    caption: `margin:8px 0 16px;font-size:14px;line-height:1.5;color:${light.muted}`,
    box: `padding:16px 18px;background:${light.box};border-${start}:4px solid ${light.rule}`,
    code: 'font-family:Consolas,Menlo,monospace;font-size:14px',
    pre: `margin:0 0 16px;padding:12px 14px;background:${light.box};white-space:pre-wrap;overflow-wrap:anywhere`,
    table: 'margin:0 0 16px;width:100%;border-collapse:collapse;font-size:15px;line-height:1.4',
    cell: `padding:6px ${direction === 'rtl' ? '0 6px 10px' : '10px 6px 0'};border-bottom:1px solid ${light.rule};text-align:${start};vertical-align:top`,
    record: `margin:0 0 10px;padding:0 0 8px;border-bottom:1px solid ${light.rule};font-size:15px;line-height:1.4;overflow-wrap:anywhere`,
    rule: `margin:24px 0;border:0;border-top:1px solid ${light.rule}`,
  };
}

/**
 * The stylesheet. Gmail's apps for other providers' accounts drop it, so it holds only what may be missing: margins
 * that are near the browsers' own, the phone's sizes, and dark mode. `[data-ogsc]` is how Outlook on the web and on
 * phones says that it is dark.
 */
export function stylesheet(theme: Theme, palette: { dark: string }[]): string {
  const dark = darkRules(theme.dark, palette);
  const rules = (prefix: string) =>
    dark.map(([selector, rule]) => `${each(prefix, selector)}{${rule}}`).join('');
  return [
    ':root{color-scheme:light dark;supported-color-schemes:light dark}',
    'body{width:100%!important}.w p{margin:0 0 16px}.w li{margin:0 0 6px}.w blockquote p{margin:0 0 6px}',
    '.w h1,.w h2,.w h3,.w h4,.w p,.w li,.w td{overflow-wrap:anywhere}',
    '@media(max-width:480px){.w h1{font-size:30px!important}',
    '.w>div>table>tbody>tr>td,.bd>tbody>tr>td>div>table>tbody>tr>td{padding-left:18px!important;padding-right:18px!important}}',
    `@media(prefers-color-scheme:dark){.pg,.pg>div{background:${theme.dark.page}!important}${rules('')}}`,
    rules('[data-ogsc] '),
  ].join('');
}

const each = (prefix: string, selectors: string) =>
  selectors
    .split(',')
    .map((selector) => `${prefix}${selector}`)
    .join(',');

function darkRules(dark: Palette, palette: { dark: string }[]): [string, string][] {
  const text = (colour: string) => `color:${colour}!important`;
  const ground = (colour: string) => `background:${colour}!important`;
  return [
    ['.w', `${ground(dark.page)};${text(dark.text)}`],
    ['.w a', text(dark.link)],
    ['.w .m', text(dark.muted)],
    ['.w .f', text(dark.accent)],
    ['.w .bx', `${ground(dark.box)};border-color:${dark.rule}!important`],
    ['.w .r', `border-color:${dark.rule}!important`],
    ['.w .bd,.w .bd td', `${ground(dark.band)};border-color:${dark.rule}!important`],
    ['.w .bt', text(dark.bandText)],
    ...palette.map((colour, index): [string, string] => [
      `.w .s${index}`,
      `color:${colour.dark}!important;border-color:${colour.dark}!important`,
    ]),
  ];
}
