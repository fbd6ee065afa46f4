import { Hono } from 'hono';
import type { Site } from '../../../templates/web/site.ts';
import { AccessibilityPage, PrivacyPage, type StatementFacts } from '../../../templates/web/statements.tsx';
import { paths } from '../../core/index.ts';
import type { LanguageName } from '../../words/written.ts';
import type { WebConfig } from '../deps.ts';
import { siteFor } from '../speaking.ts';
import type { PublicDeps } from './deps.ts';

type Statements = Pick<PublicDeps, 'archive' | 'siteOf'> & { config: WebConfig; version: string };

/** Accessibility and privacy statements, made from this installation's options and its latest edition. */
export function statementRoutes({ archive, siteOf, config, version }: Statements): Hono {
  const routes = new Hono();
  const site = async (language?: LanguageName) => siteOf(await archive.catalogue(), language);
  const facts = async ({ locale }: Site): Promise<StatementFacts> => {
    const [latest] = (await archive.catalogue()).editions;
    const contact = config.contactEmail ?? latest?.mailbox;
    return {
      controller: config.dataController ?? latest?.publisher ?? locale.say('statements.publisher'),
      version,
      keptDays: {
        left: config.retentionLeftDays,
        unconfirmed: config.retentionUnconfirmedDays,
        events: config.retentionEventsDays,
        drafts: config.retentionDraftsDays,
      },
      ...(contact ? { contact } : {}),
      ...(config.sending === 'live'
        ? { mailProvider: locale.say('statements.provider', { region: config.awsRegion }) }
        : {}),
    };
  };
  const page = (site: Site, path: string, description: string) => ({
    site,
    canonical: new URL(site.at(path), site.publicUrl).href,
    description,
  });

  routes.get(paths.accessibility.route, async (c) => {
    const here = await siteFor({ config, site }, c);
    const description = here.locale.say('accessibility.description', here);
    return c.html(
      <AccessibilityPage page={page(here, paths.accessibility(), description)} facts={await facts(here)} />,
    );
  });
  routes.get(paths.privacy.route, async (c) => {
    const here = await siteFor({ config, site }, c);
    const description = here.locale.say('privacy.description', here);
    return c.html(<PrivacyPage page={page(here, paths.privacy(), description)} facts={await facts(here)} />);
  });
  return routes;
}
