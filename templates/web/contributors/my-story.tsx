import {
  Button,
  ConfirmForm,
  Input,
  InsetText,
  NotificationBanner,
  Tag,
  Textarea,
} from '../components/index.ts';
import { Frame, problemOf } from '../readers/frame.tsx';
import type { Site } from '../site.ts';
import { StoryTextarea, type StoryTextProps } from './story-text.tsx';

const STATES = {
  received: ['myStory.received', 'myStory.receivedNow'],
  'changes-asked': ['myStory.changes', 'myStory.changesNow'],
  accepted: ['myStory.accepted', 'myStory.acceptedNow'],
  declined: ['myStory.declined', 'myStory.declinedNow'],
  published: ['myStory.published', 'myStory.publishedNow'],
  withdrawn: ['myStory.withdrawn', 'myStory.withdrawnNow'],
} as const;

export type MyStoryProps = {
  site: Site;
  state: keyof typeof STATES;
  headline: string;
  body: string;
  reference: string;
  sentOn: string;
  words?: string | undefined;
  /** Once it is published. */
  article?: string | undefined;
  edition?: string | undefined;
  /** Where what may still be done is done. */
  replace?: string | undefined;
  withdraw?: string | undefined;
  /** A change of it waits for the editors. */
  proposed?: boolean;
  /** It has just been done. */
  replaced?: boolean;
};

/** How far a story is, what the editors said, and what can still be done. */
export function MyStoryPage(props: MyStoryProps) {
  const { site, state, headline, words } = props;
  const { say } = site.locale;
  const [label, sentence] = STATES[state];
  return (
    <Frame site={site} title={headline}>
      {props.replaced && (
        <NotificationBanner type="success" title={say('reader.success')}>
          {say('myStory.replaced')}
        </NotificationBanner>
      )}
      <h1 class="govuk-heading-l">{headline}</h1>
      <p>
        <Tag>{say(label)}</Tag>
      </p>
      <p class="lead">{say(sentence)}</p>
      {props.proposed && (
        <InsetText>
          <p>{say('myStory.proposed')}</p>
        </InsetText>
      )}
      {words && (
        <InsetText>
          <p>
            <strong>{say('myStory.theySay')}</strong>
          </p>
          <p class="story-words">{words}</p>
        </InsetText>
      )}
      {props.article && props.edition && (
        <ul class="govuk-list">
          <li>
            <a href={props.article}>{say('myStory.readArticle')}</a>
          </li>
          <li>
            <a href={props.edition}>{say('myStory.readEdition')}</a>
          </li>
        </ul>
      )}
      {(props.replace || props.withdraw) && (
        <div class="govuk-button-group">
          {props.replace && (
            <form method="get" action={props.replace}>
              <Button>{say('myStory.replace')}</Button>
            </form>
          )}
          {props.withdraw && (
            <form method="get" action={props.withdraw}>
              <Button classes="govuk-button--secondary">{say('myStory.withdraw')}</Button>
            </form>
          )}
        </div>
      )}
      <p class="govuk-hint">
        {say('myStory.reference', props)}
        <br />
        {say('myStory.sentOn', { day: props.sentOn })}
      </p>
      <h2>{say('myStory.text')}</h2>
      <div class="story-words">{props.body}</div>
    </Frame>
  );
}

/** A new text in place of the one that the editors have. */
export function ReplaceTextPage(props: StoryTextProps & { paste: string }) {
  const { site, fields } = props;
  const { say } = site.locale;
  return (
    <Frame
      site={site}
      title={say('myStory.replace')}
      problems={props.problems}
      back={props.back}
      scripts={['story.js']}
    >
      <h1 class="govuk-heading-l">{say('myStory.replace')}</h1>
      <p>{say('myStory.replaceHint')}</p>
      <form method="post" novalidate data-paste={props.paste} data-too-long={say('story.pastedTooLong')}>
        <Input
          name="headline"
          label={say('story.headline')}
          value={fields.headline ?? ''}
          errorMessage={problemOf(props, 'headline')}
        />
        <Textarea
          name="summary"
          label={say('story.summary')}
          value={fields.summary ?? ''}
          rows={3}
          errorMessage={problemOf(props, 'summary')}
        />
        <StoryTextarea {...props} />
        <Button preventDoubleClick>{say('myStory.replace')}</Button>
      </form>
    </Frame>
  );
}

export function WithdrawPage({ site, back }: { site: Site; back: string }) {
  const { say } = site.locale;
  return (
    <Frame site={site} title={say('myStory.withdrawSure')} back={back}>
      <ConfirmForm
        question={say('myStory.withdrawSure')}
        action={say('myStory.withdraw')}
        harmful
        cancel={{ href: back, content: say('myStory.keep') }}
      >
        <p>{say('myStory.withdrawMeans')}</p>
      </ConfirmForm>
    </Frame>
  );
}
