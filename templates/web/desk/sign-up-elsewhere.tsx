import { paths } from '../../../src/core/index.ts';
import { Button, Checkboxes, EmptyState, LinkButton, Textarea } from '../components/index.ts';
import { Address } from '../parts.tsx';
import type { Site } from '../site.ts';

type SignUpElsewhereView = {
  site: Site;
  /** The open ones. */
  sections: readonly { slug: string; label: string }[];
  chosen: readonly string[];
  address: string;
  /** The picture of its QR code, and the same as a file to keep. */
  code: { src: string; file: string };
  /** HTML for other sites. */
  form: string;
};

/** A link, a QR code and a form, for all sections or for some. */
export const SignUpElsewherePage = ({ site, sections, chosen, address, code, form }: SignUpElsewhereView) => (
  <>
    <h1>Subscribe from elsewhere</h1>
    <p>
      A link, a QR code and a form for other sites, mails and posters. Whoever comes by one of them still
      checks their answers on our own page and confirms by mail.
    </p>
    {sections.length === 0 ? (
      <EmptyState title="There is no section yet">
        <p>
          Readers choose sections when they subscribe:{' '}
          <a href={site.at(paths.desk.sections())}>add the first</a>.
        </p>
      </EmptyState>
    ) : (
      <>
        <form method="get" action={site.at(paths.desk.signUp())}>
          <Checkboxes
            name="sections"
            idPrefix="sections"
            classes="govuk-checkboxes--small"
            fieldset={{
              legend: { content: 'Sections to begin with', classes: 'govuk-fieldset__legend--m' },
            }}
            hint="They are ticked already. Choose none to leave it all to the reader."
            items={sections.map(({ slug, label }) => ({ value: slug, content: label }))}
            values={chosen}
          />
          <Button classes="govuk-button--secondary">Show them</Button>
        </form>
        <h2 class="govuk-heading-m">Link</h2>
        <p>
          <Address of={address} />
        </p>
        <h2 class="govuk-heading-m">QR code</h2>
        <p>It leads to the same address, and can be printed at any size from 2 cm on.</p>
        <p>
          <img src={code.src} width="240" height="240" alt={`QR code of ${address}`} />
        </p>
        <LinkButton href={code.file} classes="govuk-button--secondary">
          Save it as SVG
        </LinkButton>
        <h2 class="govuk-heading-m">Form</h2>
        <Textarea
          name="form"
          label="HTML for a page of another site"
          hint={
            chosen.length > 0
              ? 'It asks for an address, and means the sections that are chosen above.'
              : 'It asks for sections and an address, and looks as that page has its forms.'
          }
          rows={Math.min(24, form.split('\n').length)}
          spellcheck={false}
          value={form}
          attributes={{ readonly: true }}
        />
      </>
    )}
  </>
);
