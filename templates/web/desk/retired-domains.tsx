import { paths } from '../../../src/core/index.ts';
import { Button, EmptyState, Input, Table } from '../components/index.ts';
import type { Site } from '../site.ts';
import { errorAt } from './error-at.ts';
import type { DeskProblem } from './page.tsx';

type RetiredDomainsView = {
  site: Site;
  domains: readonly { domain: string; successor: string | null }[];
  typed: { domain: string; successor: string };
  problems: readonly DeskProblem[];
};

/** Sites that have moved or closed: the check of an edition finds links to them. */
export const RetiredDomainsPage = ({ site, domains, typed, problems }: RetiredDomainsView) => (
  <>
    <h1>Retired domains</h1>
    <p>
      Sites that have moved or closed. When an edition is checked, links and mail addresses at any of them are
      found, whether or not they still answer.
    </p>
    {domains.length === 0 ? (
      <EmptyState title="No domain is on the list">
        <p>Put one on it when a partner’s site moves.</p>
      </EmptyState>
    ) : (
      <Table
        firstCellIsHeader
        classes="findings"
        head={[{ content: 'Domain' }, { content: 'On the list' }]}
        rows={domains.map(({ domain, successor }) => [
          {
            content: (
              <>
                {domain}
                <span class="desk-under">
                  {successor === null ? 'nothing took its place' : `moved to ${successor}`}
                </span>
              </>
            ),
          },
          { content: <Remove site={site} domain={domain} /> },
        ])}
      />
    )}
    <form method="post" action={site.at(paths.desk.retiredDomains())} novalidate>
      <h2 class="govuk-heading-m">Put a domain on the list</h2>
      <Input
        name="domain"
        label="Domain"
        hint="Such as example.org. All hosts below it are meant, www.example.org too."
        autocomplete="off"
        spellcheck={false}
        value={typed.domain}
        {...errorAt(problems, 'domain')}
      />
      <Input
        name="successor"
        label="Has moved to"
        hint="A domain or the address of a page. Leave it empty when nothing took its place."
        autocomplete="off"
        spellcheck={false}
        value={typed.successor}
        {...errorAt(problems, 'successor')}
      />
      <Button preventDoubleClick>Save</Button>
    </form>
  </>
);

const Remove = ({ site, domain }: { site: Site; domain: string }) => (
  <form method="post" action={site.at(paths.desk.retiredDomainsRemove())}>
    <input type="hidden" name="domain" value={domain} />
    <Button classes="govuk-button--secondary govuk-button--small">
      Take off<span class="govuk-visually-hidden"> {domain}</span>
    </Button>
  </form>
);
