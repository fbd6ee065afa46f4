import type { Hono } from 'hono';
import { AboutPage, EmailPage } from '../../../templates/web/readers/subscribe.tsx';
import { paths } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { aboutProblems } from './about.ts';
import type { ReaderEnv, ReaderPages } from './deps.ts';
import { readEmail, readForm } from './form.ts';
import type { Answers } from './sealed.ts';
import { choiceNow } from './sections.ts';
import type { Walk } from './walk.ts';

/**
 * `/subscribe/form`: what somebody typed into a form of another site. It keeps nothing and mails nobody, so that a page which sends
 * it unasked does no harm: it leads to *Check your answers*, where our own button is, or to the question that is still open.
 */
export function formsElsewhere(routes: Hono<ReaderEnv>, { db }: Pick<ReaderPages, 'db'>, walk: Walk) {
  routes.get(paths.subscribeForm.route, (c) =>
    leadTo(c, c.var.site, { address: paths.subscribe(), status: 303 }),
  );
  routes.post(paths.subscribeForm.route, async (c) => {
    const { site } = c.var;
    const form = await readForm(c);
    const choice = await choiceNow(db, form.list('sections'));
    const about = { name: form.text('name'), organisation: form.text('organisation') };
    const given: Answers = {
      ...(choice === 'all' ? { sections: choice } : choice.length > 0 && { sections: [...choice] }),
      ...(form.text('homepage') !== '' && { trapped: true }),
    };
    const { value: email, problem } = readEmail(form, site.locale);
    if (problem) {
      const action = walk.at(c, 'email', { ...given, ...about });
      const shown = { site, email: form.text('email'), problems: [problem], action };
      return c.html(<EmailPage {...shown} />, 400);
    }
    const problems = aboutProblems(about, site.locale);
    if (problems.length > 0) {
      const action = walk.at(c, 'about', { ...given, email });
      return c.html(<AboutPage site={site} {...about} problems={problems} action={action} />, 400);
    }
    return walk.goOn(c, { ...given, ...about, email });
  });
}
