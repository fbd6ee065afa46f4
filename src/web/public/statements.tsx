import { Hono } from 'hono';
import { AccessibilityPage, PrivacyPage, type StatementFacts } from '../../../templates/web/statements.tsx';
import { paths } from '../../core/index.ts';
import type { WebConfig } from '../deps.ts';
import type { PublicDeps } from './deps.ts';

type Statements = Pick<PublicDeps, 'archive' | 'site'> & { config: WebConfig; version: string };

/** Accessibility and privacy statements, made from this installation's options and its latest edition. */
export function statementRoutes({ archive, site, config, version }: Statements): Hono {
  const routes = new Hono();
  const facts = async (): Promise<StatementFacts> => {
    const [latest] = (await archive.catalogue()).editions;
    const contact = config.contactEmail ?? latest?.mailbox;
    return {
      controller: config.dataController ?? latest?.publisher ?? site.locale.say('statements.publisher'),
      version,
      keptDays: {
        left: config.retentionLeftDays,
        unconfirmed: config.retentionUnconfirmedDays,
        events: config.retentionEventsDays,
      },
      ...(contact ? { contact } : {}),
      ...(config.sending === 'live'
        ? { mailProvider: site.locale.say('statements.provider', { region: config.awsRegion }) }
        : {}),
    };
  };
  const page = (path: string, description: string) => ({
    site,
    canonical: `${site.publicUrl}${path}`,
    description,
  });

  routes.get(paths.accessibility.route, async (c) =>
    c.html(
      <AccessibilityPage
        page={page(paths.accessibility(), site.locale.say('accessibility.description', site))}
        facts={await facts()}
      />,
    ),
  );
  routes.get(paths.privacy.route, async (c) =>
    c.html(
      <PrivacyPage
        page={page(paths.privacy(), site.locale.say('privacy.description', site))}
        facts={await facts()}
      />,
    ),
  );
  return routes;
}
