import type { Context } from 'hono';
import type { Problem } from '../../../templates/web/readers/frame.tsx';
import { STEPS, type StoryStep } from '../../contributors/index.ts';
import { limits, withinLimits } from '../limits/index.ts';
import { takePicture } from '../pictures.ts';
import { networkFrom, tooMany } from '../readers/too-many.tsx';
import type { ContributorPages, StoryEnv } from './deps.ts';

/** What a page of the form has sent. */
export type AnswersSent = { do: string; fields: Record<string, string>; problems: Problem[] };

type Ctx = Context<StoryEnv>;
type Body = Record<string, string | File>;

const text = (body: Body, name: string): string => {
  const value = Object.hasOwn(body, name) ? body[name] : '';
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : '';
};

/** Reads the answers to one question. A picture is taken in at once, so that it is there whatever else is wrong. */
export async function readAnswers(
  pages: ContributorPages,
  c: Ctx,
  step: StoryStep,
): Promise<AnswersSent | { refused: Response }> {
  const body: Body = await c.req.parseBody().catch(() => ({}));
  const fields = Object.fromEntries(STEPS[step].map((field) => [field, text(body, field)]));
  const sent: AnswersSent = { do: text(body, 'do'), fields, problems: [] };
  if (step === 'contact' && text(body, 'own') === 'contact')
    return { ...sent, fields: ownContact(c, fields) };
  return step === 'picture' ? withPicture(pages, c, body, sent) : sent;
}

/** Whoever writes it is whom readers can ask; what was typed beside that stays. */
function ownContact(c: Ctx, fields: Record<string, string>): Record<string, string> {
  const { name, email } = c.get('story');
  return {
    ...fields,
    contactName: fields.contactName || name,
    contactEmail: fields.contactEmail || email,
  };
}

async function withPicture(
  pages: ContributorPages,
  c: Ctx,
  body: Body,
  sent: AnswersSent,
): Promise<AnswersSent | { refused: Response }> {
  const { file } = body;
  const picture = c.get('story').fields.picture ?? '';
  if (!(file instanceof File) || file.size === 0) {
    const out = text(body, 'without') === 'picture';
    return { ...sent, fields: out ? { picture: '', alt: '' } : { ...sent.fields, picture } };
  }
  const who = networkFrom(c, pages.config.trustProxy);
  const wait = await withinLimits(pages, { limit: limits.pictureFromNetwork, who });
  const site = c.get('site');
  if (wait > 0) return { refused: await tooMany(c, site, wait) };
  const taken = await takePicture(pages.db, file);
  if (taken.hash) return { ...sent, fields: { ...sent.fields, picture: taken.hash } };
  const problem = { field: 'file', message: site.locale.say('storyWrong.picture') };
  return { ...sent, fields: { ...sent.fields, picture }, problems: [problem] };
}
