import type { Child } from 'hono/jsx';
import { PICTURE_FIELDS, paths } from '../../../src/core/index.ts';
import { Button, Panel, SummaryList, type SummaryRow } from '../components/index.ts';
import { Frame } from '../readers/frame.tsx';
import type { Site } from '../site.ts';
import type { QuestionProps } from './question-parts.tsx';
import { StoryFrame } from './story-text.tsx';

type Changes = Record<'about' | 'headline' | 'story' | 'section' | 'picture' | 'contact' | 'links', string>;

export type CheckStoryProps = QuestionProps & {
  name: string;
  email: string;
  section: string;
  /** Where each can be seen, by its place. */
  pictures: readonly (string | undefined)[];
  preview: string;
  changes: Changes;
};

/** All answers, each with its way to change it; the story as it stands in the mail; one button. */
export function CheckStoryPage(props: CheckStoryProps) {
  const { site, preview } = props;
  const { say, pieces } = site.locale;
  return (
    <Frame site={site} title={say('story.check')} back={props.back}>
      <h1 class="govuk-heading-l">{say('story.check')}</h1>
      <SummaryList rows={rowsOf(props)} />
      <StoryFrame site={site} preview={preview} />
      <p>{say('story.permission')}</p>
      <p>
        {pieces('story.whatWeKeep', {
          link: (inside: Child[]) => <a href={site.at(paths.privacy())}>{inside}</a>,
        })}
      </p>
      <form method="post" novalidate>
        <div class="govuk-button-group">
          <Button preventDoubleClick>{say('story.send')}</Button>
          <Button name="do" value="later" classes="govuk-button--secondary">
            {say('story.later')}
          </Button>
        </div>
      </form>
    </Frame>
  );
}

function rowsOf({ site, fields, name, email, section, pictures, changes }: CheckStoryProps): SummaryRow[] {
  const { say } = site.locale;
  const row = (key: string, value: SummaryRow['value'], href: string): SummaryRow => ({
    key,
    value,
    actions: { items: [{ href, content: say('reader.change'), visuallyHiddenText: key }] },
  });
  const given = (field: string) => fields[field]?.trim() || say('story.notGiven');
  const { contactName, contactRole, contactEmail, contactPhone, contactUrl } = fields;
  const contact = [contactName, contactRole, contactEmail, contactPhone, contactUrl].filter(Boolean);
  return [
    row(say('story.organisation'), given('organisation'), changes.about),
    row(say('story.editorsOnly'), linesOf([name, email]), changes.about),
    row(say('story.headline'), given('headline'), changes.headline),
    row(say('story.summary'), given('summary'), changes.headline),
    row(say('story.body'), { content: <div class="story-words">{given('body')}</div> }, changes.story),
    row(say('story.section'), section, changes.section),
    row(say('story.picture'), picturesIn(site, pictures, fields), changes.picture),
    row(
      say('story.contactTitle'),
      contact.length > 0 ? linesOf(contact) : say('story.notGiven'),
      changes.contact,
    ),
    row(say('story.links'), linesOf(given('links').split('\n')), changes.links),
  ];
}

const linesOf = (lines: readonly (string | undefined)[]): SummaryRow['value'] => ({
  content: lines.filter(Boolean).map((line, index) => (
    <>
      {index > 0 && <br />}
      {line}
    </>
  )),
});

const picturesIn = (
  site: Site,
  pictures: CheckStoryProps['pictures'],
  fields: QuestionProps['fields'],
): SummaryRow['value'] =>
  pictures.some(Boolean)
    ? {
        content: pictures.map((src, at) => {
          const alt = fields[PICTURE_FIELDS[at]?.alt ?? 'alt'];
          return (
            src && (
              <p>
                <img class="story-picture" src={src} alt={alt} />
                {alt}
              </p>
            )
          );
        }),
      }
    : site.locale.say('story.noPicture');

type SentProps = { site: Site; reference: string; email: string; myStory: string };

/** The reference, and what comes next. */
export function StorySentPage({ site, reference, email, myStory }: SentProps) {
  const { say, pieces } = site.locale;
  return (
    <Frame site={site} title={say('story.sent')}>
      <Panel title={say('story.sent')}>
        {say('story.reference')} <strong>{reference}</strong>
      </Panel>
      <h2>{say('story.next')}</h2>
      <p>{pieces('story.nextRead', { email, strong: (inside: Child[]) => <strong>{inside}</strong> })}</p>
      <p>{say('story.toldWhenOut')}</p>
      <p>{pieces('story.nextSee', { link: (inside: Child[]) => <a href={myStory}>{inside}</a> })}</p>
      <p>
        <a href={site.at(paths.submit())}>{say('story.another')}</a>
      </p>
    </Frame>
  );
}

/** Everything is kept, and a link to it is on its way. */
export function StorySavedPage({ site, email, goOn }: { site: Site; email: string; goOn: string }) {
  const { say, pieces } = site.locale;
  return (
    <Frame site={site} title={say('story.saved')}>
      <h1 class="govuk-heading-l">{say('story.saved')}</h1>
      <p class="lead">
        {pieces('story.savedSent', { email, strong: (inside: Child[]) => <strong>{inside}</strong> })}
      </p>
      <p>
        <a href={goOn}>{say('story.goOn')}</a>
      </p>
    </Frame>
  );
}
