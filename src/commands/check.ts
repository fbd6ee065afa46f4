import type { App } from '../compose/app.ts';
import { type EditionNumber, editionNumber, fault } from '../core/index.ts';
import type { LinkReport } from '../links/index.ts';
import { type Preflight, preflight } from '../rendering/index.ts';
import { count, say, sayJson, table } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { asFinding, askForLinks, publicLinks, sayLinks } from './check-links.ts';
import { withApp } from './with-app.ts';

type CheckOptions = { json?: boolean; links?: boolean };

export const check = (number: number, { json, links }: CheckOptions) =>
  links
    ? acting('edition.check', OPERATOR, async (app, by) => {
        const asked = await askForLinks(app, editionNumber(number), { by, tells: !json });
        await look(app, editionNumber(number), json, asked);
      })
    : withApp((app) => look(app, editionNumber(number), json));

async function look(app: App, number: EditionNumber, json = false, links?: LinkReport): Promise<void> {
  const report = await preflight(app, number, app.rendering);
  if (links) report.findings.push(...links.findings.map(asFinding));
  if (json) sayJson(links ? { ...report, links: publicLinks(links) } : report);
  else sayReport(report);
  if (links && !json) sayLinks(links);
  const errors = report.findings.filter(({ level }) => level === 'error');
  if (errors.length > 0) {
    throw fault('conflict', `Edition ${number} is not fit to send: ${count(errors.length, 'error')}.`);
  }
}

const thousands = (value = 0) => value.toLocaleString('en-GB');

/** Which articles stand in which form in how many variants, and why. */
function sayForms(articles: Preflight['articles']): void {
  const reduced = articles.filter(({ why }) => why !== undefined);
  if (reduced.length === 0) say('Every article stands in full in every variant.');
  if (reduced.length === 0) return;
  const forms = ['full', 'short', 'headline'] as const;
  const cell = ({ variants, octets }: (typeof reduced)[number], form: (typeof forms)[number]) =>
    variants[form] === 0 ? '–' : `${count(variants[form], 'variant')} (${thousands(octets[form])} bytes)`;
  say(
    table([
      ['article', 'in full', 'as its summary', 'as its headline'],
      ...reduced.map((article) => [article.article, ...forms.map((form) => cell(article, form))]),
    ]),
  );
  const whys = [...new Set(reduced.map(({ why }) => why))];
  if (whys.length === 1) say(`${whys[0]}`);
  else say('The reason for each article is in --json: in full these mails would be above 100,000 bytes.');
}

function sayReport({ edition, findings, articles, variants }: Preflight): void {
  if (findings.length > 0) say(table(findings.map(({ level, where, message }) => [level, where, message])));
  const octets = variants.map((variant) => variant.octets).sort((a, b) => a - b);
  if (octets.length > 0) {
    const [least, middle, most] = [octets[0], octets[Math.floor(octets.length / 2)], octets.at(-1)];
    say(
      `${count(octets.length, 'variant')}: ${thousands(least)} to ${thousands(most)} bytes of HTML, the middle one ${thousands(middle)}; the limit is 100,000.`,
    );
    sayForms(articles);
  }
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  if (!findings.some(({ level }) => level === 'error'))
    say(`Edition ${edition} is fit to send, with ${count(warnings, 'warning')}.`);
}
