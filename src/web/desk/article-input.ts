import type { Context } from 'hono';
import {
  movedPictures,
  pictureFields,
  type TypedPicture,
  typedFrom,
  typedPictures,
} from '../../articles/index.ts';
import { type Database, PICTURE_FIELDS, type Typed, type TypedProblem } from '../../core/index.ts';
import { takePicture } from '../pictures.ts';

/** What an editor has sent of an article. */
export type ArticleInput = {
  do: string;
  /** The version that the text began from. */
  base: number;
  /** What they say of it. */
  words: string;
  typed: Typed;
};

type Body = Record<string, string | File>;

/** Reads the form; pictures that came with it are taken in at once, so that they are there whatever else is wrong. */
export async function readArticleInput(
  c: Context,
  db: Database,
): Promise<ArticleInput & { problems: TypedProblem[] }> {
  const body: Body = await c.req.parseBody().catch(() => ({}));
  const text = (name: string) => {
    const value = Object.hasOwn(body, name) ? body[name] : '';
    return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : '';
  };
  const fields = Object.fromEntries(Object.keys(body).map((name) => [name, text(name)]));
  const { pictures, problems } = await readPictures(db, body, fields);
  const moved = movedPictures(pictures, text('do'));
  return {
    do: moved ? 'preview' : text('do'),
    base: Math.max(0, Math.trunc(Number(text('base'))) || 0),
    words: text('words').trim().slice(0, 500),
    typed: typedFrom({ ...fields, ...pictureFields(moved ?? pictures) }),
    problems,
  };
}

/** As typed, without those that are to go, and with each file that came in its place. */
async function readPictures(db: Database, body: Body, fields: Record<string, string>) {
  const pictures: TypedPicture[] = [];
  const problems: TypedProblem[] = [];
  for (const [at, typed] of typedPictures(fields).entries()) {
    const end = at === 0 ? '' : String(at + 1);
    const out = fields[`without${end}`] === 'picture';
    const sent = body[`file${end}`];
    const taken =
      sent instanceof File && sent.size > 0
        ? await takePicture(db, Buffer.from(await sent.arrayBuffer()))
        : undefined;
    const field = PICTURE_FIELDS[at]?.picture ?? 'picture';
    if (taken?.sentence) problems.push({ field, sentence: `cannot be taken. ${taken.sentence}` });
    const before = out ? { hash: '', alt: '', caption: '' } : typed;
    pictures.push({ ...before, ...(taken?.hash ? { hash: taken.hash } : {}) });
  }
  return { pictures, problems };
}
