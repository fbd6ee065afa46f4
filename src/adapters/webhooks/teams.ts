import type { AlarmMessage } from '../../alarms/index.ts';

export type ShownWith = { bulletin: string; deskUrl: string; since: string };

const STYLE = { raised: 'attention', again: 'attention', mended: 'good', test: 'accent' } as const;

/** Text runs show what they hold: a text block would read Markdown in it, so that a sentence could hold a link. */
const run = (text: string, more: object = {}) => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...more }],
});

/**
 * An Adaptive Card 1.4, the newest that Teams shows everywhere ("Format cards in Teams", Microsoft Learn).
 * Teams takes 28 KB; this has some 2.
 */
export function alarmCard(
  { news, title, paragraphs }: AlarmMessage,
  { bulletin, deskUrl, since }: ShownWith,
) {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      {
        type: 'Container',
        style: STYLE[news],
        bleed: true,
        items: [run(title, { weight: 'bolder', size: 'medium' })],
      },
      ...paragraphs.map((paragraph) => run(paragraph)),
      run(`${bulletin}${news === 'test' ? '' : ` · since ${since}`}`, { isSubtle: true, size: 'small' }),
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Open the desk', url: deskUrl }],
  };
}

/** What "Post to a channel when a webhook request is received" wants: the card as an attachment of a message. */
export const teamsMessage = (card: object) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card }],
});
