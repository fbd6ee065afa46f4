import { expect, test } from 'vitest';
import type { SectionSlug } from '../../src/core/index.ts';
import { sectionsOf } from '../../src/delivery/edition-sections.ts';
import { freshDatabase } from '../support/database.ts';

test('a merge reaches its readers in editions frozen before and after it', async () => {
  const { db } = await freshDatabase();
  const slugs = ['old', 'middle', 'new', 'other'] as SectionSlug[];
  const rows = slugs.map((slug, position) => ({ slug, label: slug, description: '', position }));
  const made = await db.insertInto('sections').values(rows).returning(['id', 'slug']).execute();
  const [old, middle, fresh, other] = slugs.map(
    (slug) => made.find((row) => row.slug === slug)?.id ?? (0 as never),
  );
  const idsOf = async (...of: string[]) =>
    (await sectionsOf(db, of as SectionSlug[])).map(({ ids }) => [...ids].sort((a, b) => a - b));
  expect(await idsOf('old', 'other', 'unheard')).toEqual([[old], [other], []]);

  const merge = (from: typeof old, into: typeof old) =>
    db
      .updateTable('sections')
      .set({ merged_into: into ?? null, retired_at: new Date() })
      .where('id', '=', from as never)
      .execute();
  await merge(old, middle);
  await merge(middle, fresh);
  expect(await idsOf('old', 'new', 'other')).toEqual([[old, middle, fresh], [old, middle, fresh], [other]]);
});
