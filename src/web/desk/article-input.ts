import type { Context } from 'hono';
import { typedFrom } from '../../articles/index.ts';
import type { Database, Typed, TypedProblem } from '../../core/index.ts';
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

/** Reads the form; a picture that came with it is taken in at once, so that it is there whatever else is wrong. */
export async function readArticleInput(
  c: Context,
  db: Database,
): Promise<ArticleInput & { problems: TypedProblem[] }> {
  const body = await c.req.parseBody().catch(() => ({}) as Record<string, string | File>);
  const text = (name: string) => {
    const value = Object.hasOwn(body, name) ? body[name] : '';
    return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : '';
  };
  const fields = Object.fromEntries(Object.keys(body).map((name) => [name, text(name)]));
  const typed = typedFrom(fields);
  if (text('without') === 'picture') Object.assign(typed, { picture: '', alt: '', caption: '' });
  const file = body.file instanceof File && body.file.size > 0 ? body.file : undefined;
  const taken = file && (await takePicture(db, Buffer.from(await file.arrayBuffer())));
  if (taken?.hash) typed.picture = taken.hash;
  return {
    do: text('do'),
    base: Math.max(0, Math.trunc(Number(text('base'))) || 0),
    words: text('words').trim().slice(0, 500),
    typed,
    problems: taken?.sentence ? [{ field: 'picture', sentence: `cannot be taken. ${taken.sentence}` }] : [],
  };
}
