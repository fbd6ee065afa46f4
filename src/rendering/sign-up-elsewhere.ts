import { correction, generate } from 'lean-qr';
import { paths } from '../core/index.ts';
import type { Locale } from '../words/index.ts';
import { element, type Xml, xmlDocument } from './feeds/xml.ts';

/** Where a link or a poster leads: to the sign-up, with these sections ticked; none named = none ticked. */
export const signUpAddress = (publicUrl: string, sections: readonly string[]): string =>
  `${publicUrl}${paths.subscribe({ sections: sections.length > 0 ? sections : undefined })}`;

export type SignUpForm = {
  publicUrl: string;
  /** The bulletin's. */
  name: string;
  locale: Locale;
  /** Those that a reader can choose. */
  sections: readonly { slug: string; label: string; language?: string | null | undefined }[];
  /** The form asks for an address alone, and means these; none = it lets the reader choose. */
  only: readonly string[];
};

const input = (attributes: Record<string, string>) => element('input', attributes);
const lines = (parts: readonly Xml[], indent: string) => parts.flatMap((part) => [`\n${indent}`, part]);
const field = (label: string, attributes: Record<string, string>) =>
  element('label', {}, label, ' ', input(attributes));

/**
 * The form for pages of other sites, as plain HTML that looks like theirs: no script, no style. Of a strict policy of theirs only
 * `form-action` has to name us.
 */
export function signUpForm(form: SignUpForm): string {
  const { say, language } = form.locale;
  const { publicUrl, only } = form;
  const trap = { type: 'text', name: 'homepage', tabindex: '-1', autocomplete: 'off' };
  const parts = [
    ...(only.length > 0
      ? only.map((slug) => input({ type: 'hidden', name: 'sections', value: slug }))
      : [choiceOf(form)]),
    element(
      'p',
      {},
      field(say('subscribe.email'), { type: 'email', name: 'email', autocomplete: 'email', required: '' }),
    ),
    element('p', {}, say('subscribe.emailHint')),
    element('p', { hidden: '' }, field(say('subscribe.trap'), trap)),
    element('p', {}, element('button', { type: 'submit' }, say('subscribe.title', form))),
  ];
  const action = `${publicUrl}${paths.subscribeForm()}`;
  const attributes = { action, method: 'post', 'accept-charset': 'utf-8', lang: language };
  return `${element('form', attributes, ...lines(parts, '  '), '\n').source}\n`;
}

function choiceOf({ sections, locale: { say, language: own } }: SignUpForm): Xml {
  const all = { slug: 'all', label: say('reader.allSections'), language: own };
  const choices = [...sections, all].map(({ slug, label, language }) => {
    const tick = input({ type: 'checkbox', name: 'sections', value: slug });
    const lang = !language || language === own ? undefined : language;
    return element('p', {}, element('label', { lang }, tick, ' ', label));
  });
  const legend = element('legend', {}, say('subscribe.which'));
  return element('fieldset', {}, ...lines([legend, ...choices], '    '), '\n  ');
}

/** White around it, in modules of the code, without which no reader finds it (ISO/IEC 18004 §9.1). */
const QUIET = 4;

/**
 * A QR code of an address for posters, as an SVG that scales to any size. It can be read with 15 % of it dirty or torn (level M),
 * and is black on white whatever page it stands on.
 */
export function qrCode(address: string): string {
  const code = generate(address, { minCorrectionLevel: correction.M });
  const numbers = Array.from({ length: code.size }, (_, index) => index);
  const dark = numbers.flatMap((y) => numbers.flatMap((x) => (code.get(x, y) ? `M${x} ${y}h1v1h-1z` : [])));
  const whole = code.size + 2 * QUIET;
  const square = { x: -QUIET, y: -QUIET, width: whole, height: whole };
  return xmlDocument(
    element(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        viewBox: `${-QUIET} ${-QUIET} ${whole} ${whole}`,
        width: 8 * whole,
        height: 8 * whole,
        'shape-rendering': 'crispEdges',
      },
      element('title', {}, address),
      element('rect', { ...square, fill: '#fff' }),
      element('path', { d: dark.join(''), fill: '#000' }),
    ),
  );
}
