import * as c from '../../../templates/web/components/index.ts';

const wrong = 'Enter a headline, such as “Night bus crews win an award”.';

export const buttons = () => (
  <>
    <div class="govuk-button-group">
      <c.Button>Save</c.Button>
      <c.Button classes="govuk-button--secondary">Send a test copy</c.Button>
      <c.Button classes="govuk-button--warning">Take down</c.Button>
      <c.Button classes="govuk-button--link">Restore</c.Button>
      <c.LinkButton href="/">Read the whole edition</c.LinkButton>
    </div>
    <c.Button disabled>Send now</c.Button>
  </>
);

export const fields = () => (
  <>
    <c.Input
      name="headline"
      label="Headline"
      hint="Up to 120 characters."
      value="Night bus crews win an award"
    />
    <c.Textarea name="story" label="Story" rows={4} value="Fourteen crews were named on Thursday." />
    <c.Select
      name="section"
      label="Section"
      items={[
        { value: 'communities', content: 'Communities' },
        { value: 'partnerships', content: 'Partnerships' },
      ]}
    />
    <c.FileUpload name="picture" label="Picture" hint="JPEG, PNG or WebP, at most 10 MB." />
    <c.DateInput
      id="cover"
      namePrefix="cover"
      fieldset={{ legend: 'Cover date' }}
      hint="For example, 2 3 2027."
    />
  </>
);

export const choices = () => (
  <>
    <c.Checkboxes
      name="sections"
      fieldset={{ legend: 'Which sections do you want?' }}
      hint="Choose all that interest you."
      values={['communities']}
      items={[
        { value: 'communities', content: 'Communities', hint: 'Work with residents and small firms' },
        { value: 'partnerships', content: 'Partnerships' },
        { divider: 'or' },
        { value: 'all', content: 'All sections', behaviour: 'exclusive' },
      ]}
    />
    <c.Radios
      name="format"
      fieldset={{ legend: 'Which kind of email do you want?' }}
      value="html"
      items={[
        { value: 'html', content: 'With pictures' },
        { value: 'text', content: 'Plain text' },
      ]}
    />
  </>
);

export const errors = () => (
  <>
    <c.ErrorSummary
      errorList={[
        { content: wrong, href: '#headline' },
        { content: 'Choose a section.', href: '#section' },
      ]}
    />
    <c.Input name="headline" label="Headline" errorMessage={wrong} />
    <c.Textarea name="story" label="Story" rows={3} errorMessage="Enter the story." />
    <c.Radios
      name="section"
      fieldset={{ legend: 'Section' }}
      errorMessage="Choose a section."
      items={[
        { value: 'communities', content: 'Communities' },
        { value: 'partnerships', content: 'Partnerships' },
      ]}
    />
    <c.FileUpload name="picture" label="Picture" errorMessage="The picture must be smaller than 10 MB." />
    <c.DateInput id="cover" fieldset={{ legend: 'Cover date' }} errorMessage="Enter a date that exists." />
  </>
);

export const confirming = () => (
  <c.ConfirmForm
    question="Send edition 7 to 4,210 readers?"
    action="Send now"
    harmful
    fields={{ edition: '7' }}
    cancel={{ href: '/', content: 'Do not send it yet' }}
  >
    <p>It begins in ten minutes, and can be stopped until then.</p>
  </c.ConfirmForm>
);
