import type { Context } from 'hono';
import type { Problem } from '../../../templates/web/readers/frame.tsx';
import {
  movedPictures,
  pictureFields,
  type TypedPicture,
  takeWordFile,
  typedPictures,
  type WordAnswer,
} from '../../articles/index.ts';
import { STEPS, type StoryStep } from '../../contributors/index.ts';
import { type Limit, limits, withinLimits } from '../limits/index.ts';
import { storedPicture } from '../pictures.ts';
import { networkFrom, tooMany } from '../readers/too-many.tsx';
import { holdsFiles, readUpload } from '../upload.ts';
import type { ContributorPages, StoryEnv } from './deps.ts';
import { withWord } from './word.ts';

/** What a page of the form has sent. */
export type AnswersSent = { do: string; fields: Record<string, string>; problems: Problem[] };

type Ctx = Context<StoryEnv>;
type Body = Record<string, string>;
type Chunks = AsyncIterable<Uint8Array>;
type Taken = { name: string; word: WordAnswer } | { picture: string | undefined } | { waits: number };

const text = (body: Body, name: string): string =>
  (Object.hasOwn(body, name) ? (body[name] ?? '') : '').replace(/\r\n?/g, '\n').trim();

/** Reads the answers to one question. A file is taken in at once, so that it is there whatever else is wrong. */
export async function readAnswers(
  pages: ContributorPages,
  c: Ctx,
  step: StoryStep,
): Promise<AnswersSent | { refused: Response }> {
  const { file, fields: body } = await readBody(pages, c, step);
  if (file && 'waits' in file) return { refused: await tooMany(c, c.get('site'), file.waits) };
  const fields = Object.fromEntries(STEPS[step].map((field) => [field, text(body, field)]));
  const sent: AnswersSent = { do: text(body, 'do'), fields, problems: [] };
  if (step === 'contact' && text(body, 'own') === 'contact')
    return { ...sent, fields: ownContact(c, fields) };
  if (file && 'word' in file) return fromWord(c, sent, file);
  return step === 'picture' ? withPictures(c, sent, { file, body }) : sent;
}

/** Each question with a file has one field for it. */
const FILES: Partial<Record<StoryStep, string>> = { story: 'word', picture: 'file' };

async function readBody(pages: ContributorPages, c: Ctx, step: StoryStep) {
  const field = FILES[step];
  if (field === undefined || !holdsFiles(c)) {
    const body = await c.req.parseBody().catch(() => ({}));
    const typed = Object.entries(body).filter(([, value]) => typeof value === 'string');
    return { file: undefined, fields: Object.fromEntries(typed) as Body };
  }
  return readUpload<Taken>(c, field, (name, chunks) =>
    step === 'story' ? takeWord(pages, c, name, chunks) : takePicture(pages, c, chunks),
  );
}

const wait = (pages: ContributorPages, c: Ctx, limit: Limit): Promise<number> =>
  withinLimits(pages, { limit, who: networkFrom(c, pages.config.trustProxy) });

async function takeWord(pages: ContributorPages, c: Ctx, name: string, chunks: Chunks): Promise<Taken> {
  const waits = await wait(pages, c, limits.wordFromNetwork);
  return waits > 0 ? { waits } : { name, word: await takeWordFile(chunks) };
}

async function takePicture(pages: ContributorPages, c: Ctx, chunks: Chunks): Promise<Taken> {
  const waits = await wait(pages, c, limits.pictureFromNetwork);
  return waits > 0 ? { waits } : { picture: (await storedPicture(pages.db, chunks)).hash };
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

/** Its text is shown for checking, whichever button was pressed. */
function fromWord(c: Ctx, sent: AnswersSent, { name, word }: Extract<Taken, { name: string }>): AnswersSent {
  if ('refused' in word) {
    const message = c.get('site').locale.say(`storyWord.${word.refused}`);
    return { ...sent, problems: [{ field: 'word', message }] };
  }
  const earlier = c.get('story').fields.word;
  const fields = withWord({ ...sent.fields, ...(earlier ? { word: earlier } : {}) }, { name, story: word });
  return { ...sent, fields, do: sent.do === 'later' ? 'later' : 'preview' };
}

type PicturesSent = { file: Extract<Taken, { picture: unknown }> | undefined; body: Body };

/** The pictures that there were, with their words as they are now and without those that are to go; a file is one more. */
function withPictures(c: Ctx, sent: AnswersSent, { file, body }: PicturesSent): AnswersSent {
  const before = typedPictures(c.get('story').fields);
  const next = before.findIndex(({ hash }) => hash === '');
  const pictures = before.map(({ hash }, at): TypedPicture => {
    const end = at === 0 ? '' : String(at + 1);
    if (text(body, `without${end}`) === 'picture') return { hash: '', alt: '', caption: '' };
    const came = at === next ? file?.picture : undefined;
    return { hash: came ?? hash, alt: text(body, `alt${end}`), caption: '' };
  });
  const moved = movedPictures(pictures, sent.do);
  const kept: AnswersSent = {
    ...sent,
    do: moved ? 'preview' : sent.do,
    fields: fieldsOf(pictureFields(moved ?? pictures)),
  };
  if (!file || file.picture) return kept;
  const problem = { field: 'file', message: c.get('site').locale.say('storyWrong.picture') };
  return { ...kept, problems: [problem] };
}

const fieldsOf = (fields: Record<string, string>) =>
  Object.fromEntries(STEPS.picture.map((name) => [name, fields[name] ?? '']));
