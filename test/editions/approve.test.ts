import { beforeAll, describe, expect, it } from 'vitest';
import { declineArticle, listArticles } from '../../src/articles/index.ts';
import { type ArticleId, canonicalJson, editionNumber, movableClock, sha256 } from '../../src/core/index.ts';
import {
  approveEdition,
  assembleEdition,
  cancelEdition,
  draftSnapshot,
  importEditionFolder,
  listEditions,
  loadSnapshot,
  markPublished,
  markSending,
  markSent,
  nextPlannedEdition,
} from '../../src/editions/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { article, EDITION, folder, refusal } from './folders.ts';

const clock = movableClock(new Date('2031-05-01T09:00:00Z'));
let deps: {
  db: Awaited<ReturnType<typeof freshDatabase>>['db'];
  clock: typeof clock;
  queue: ReturnType<typeof bell>;
};
beforeAll(async () => {
  deps = { db: (await freshDatabase()).db, clock, queue: bell() };
});

async function imported(number: number, files = {}) {
  const { edition } = await importEditionFolder(
    deps,
    folder({ 'edition.yaml': EDITION.replace('31', String(number)), ...files }),
    editor(),
  );
  return edition;
}
const articleId = async (headline: string) =>
  (await listArticles(deps.db)).find((one) => one.headline === headline)?.id as ArticleId;

describe('assembling and approving', () => {
  it('freezes what was assembled, with the hash of its canonical JSON', async () => {
    const number = await imported(1, {
      '02.md': article({ headline: 'Hinge', section: 'sheds', position: '1' }),
    });
    expect(await loadSnapshot(deps.db, number)).toBeUndefined();
    expect(await assembleEdition(deps, number, editor())).toMatchObject({ sections: 2, articles: 2 });
    const frozen = await approveEdition(deps, number, editor('ed@example.org'));
    expect(frozen.hash).toBe(sha256(canonicalJson(frozen.snapshot)));
    expect(await loadSnapshot(deps.db, number)).toEqual(frozen);
    expect(await draftSnapshot(deps, number)).toEqual(frozen);
    expect(frozen.snapshot.sections.map(({ slug }) => slug)).toEqual(['seeds', 'sheds']);
  });

  it('approves once, though asked again and by several at once', async () => {
    const number = await imported(2);
    await assembleEdition(deps, number, editor());
    const all = await Promise.all(
      ['a@example.org', 'b@example.org'].map((by) => approveEdition(deps, number, editor(by))),
    );
    clock.advance(60_000);
    const again = await approveEdition(deps, number, editor('c@example.org'));
    expect(new Set([...all, again].map(({ hash }) => hash)).size).toBe(1);
    const shown = (await listEditions(deps.db)).find((edition) => edition.number === number);
    expect(['a@example.org', 'b@example.org']).toContain(shown?.approvedBy);
  });

  it('refuses when what was approved is not what stands there now', async () => {
    const number = await imported(3, { '01-beans.md': article({ headline: 'Tampered' }) });
    await assembleEdition(deps, number, editor());
    await approveEdition(deps, number, editor('ed@example.org'));
    await deps.db.updateTable('articles').set({ body: 'other' }).where('headline', '=', 'Tampered').execute();
    expect((await refusal(approveEdition(deps, number, editor('ed@example.org')))).sentence).toMatch(
      /was approved with other content/,
    );
  });

  it('says what to do first', async () => {
    const number = await imported(4);
    const sentence = async (action: Promise<unknown>) => (await refusal(action)).sentence;
    expect(await sentence(approveEdition(deps, number, editor('x')))).toBe(
      'Edition 4 is planned: run `quarterly edition assemble 4` first.',
    );
    await assembleEdition(deps, number, editor());
    expect(await sentence(markSending(deps, number))).toBe(
      'Edition 4 is assembled: run `quarterly edition approve 4 --as EMAIL` first.',
    );
    expect(await sentence(assembleEdition(deps, editionNumber(99), editor()))).toBe(
      'There is no edition 99: run `quarterly edition import DIR` first.',
    );
  });

  it('never approves an empty edition', async () => {
    const number = await imported(5, { '01-beans.md': undefined });
    expect(await assembleEdition(deps, number, editor())).toMatchObject({ articles: 0 });
    expect((await refusal(approveEdition(deps, number, editor('x')))).sentence).toMatch(/holds no article/);
  });

  it('holds articles still once they are frozen, and publishes them with their edition', async () => {
    const number = await imported(6, { '01-beans.md': article({ headline: 'Frozen' }) });
    await assembleEdition(deps, number, editor());
    await approveEdition(deps, number, editor('ed@example.org'));
    const id = await articleId('Frozen');
    expect((await refusal(declineArticle(deps, id, { reason: 'late', by: editor() }))).sentence).toBe(
      `Article ${id} is part of edition 6, which is approved and can no longer change: \`quarterly edition take-down 6 frozen --reason TEXT --as EMAIL\` takes it off the site and out of mails that have not gone yet.`,
    );
    for (const mark of [markSending, markSending, markSent, markPublished, markPublished])
      await mark(deps, number);
    expect(await markSending(deps, number)).toBe('published');
    expect((await listArticles(deps.db, { state: 'published' })).map((one) => one.id)).toEqual([id]);
    expect(await loadSnapshot(deps.db, number)).toEqual(
      await approveEdition(deps, number, editor('ed@example.org')),
    );
  });

  it('goes on with the lowest number that has not been sent', async () => {
    expect((await nextPlannedEdition(deps.db))?.number).toBe(1);
    expect(await cancelEdition(deps, editionNumber(1), editor())).toBe('cancelled');
    expect((await nextPlannedEdition(deps.db))?.number).toBe(2);
    expect((await refusal(cancelEdition(deps, editionNumber(6), editor()))).sentence).toMatch(
      /can no longer be cancelled/,
    );
  });
});
