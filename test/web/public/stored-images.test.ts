import sharp from 'sharp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cleanStored, openImageDoor } from '../../../src/articles/index.ts';
import { editionNumber, movableClock, sha256, silentLog } from '../../../src/core/index.ts';
import {
  approveEdition,
  assembleEdition,
  importEditionFolder,
  loadSnapshot,
  markSending,
  markSent,
} from '../../../src/editions/index.ts';
import { publishEdition } from '../../../src/publishing/index.ts';
import { corners, cornersOf, film, noise, SECRET, TELLING } from '../../articles/pictures.ts';
import { article, EDITION, folder } from '../../editions/folders.ts';
import { editor } from '../../support/actors.ts';
import { bell } from '../../support/bell.ts';
import { freshDatabase } from '../../support/database.ts';
import { servedWeb } from '../../support/web.ts';

const { db } = await freshDatabase();
const clock = movableClock(new Date('2031-05-01T09:00:00Z'));
const deps = { db, clock, queue: bell() };
let web: string;
beforeAll(async () => {
  web = await servedWeb(deps);
});
beforeEach(async () => {
  await db.deleteFrom('images').execute();
});

/** As a process stores it that knows of no cleaning. */
async function storeAsBefore(bytes: Buffer, kind: 'jpeg' | 'png' | 'gif' | 'webp' = 'jpeg') {
  const {
    width = 0,
    height = 0,
    pageHeight,
  } = await sharp(bytes, { failOn: 'none' })
    .metadata()
    .catch(() => ({ width: 64, height: 40, pageHeight: undefined }));
  const row = {
    hash: sha256(bytes),
    media_type: `image/${kind}` as const,
    width,
    height: pageHeight ?? height,
  };
  await db
    .insertInto('images')
    .values({ ...row, bytes })
    .execute();
  return `/images/${row.hash}`;
}

const telling = (orientation = 6) =>
  corners().withExif(TELLING).withMetadata({ orientation }).jpeg().toBuffer();
const bytesOf = async (address: string) => Buffer.from(await (await fetch(`${web}${address}`)).arrayBuffer());

describe('a picture that was stored as it came', () => {
  it('is shown at its old address without what it told, to whoever comes first', async () => {
    const address = await storeAsBefore(await telling());
    const [shown] = await Promise.all([1, 2, 3].map(() => bytesOf(`${address}.jpg`)));
    expect(shown?.includes(SECRET)).toBe(false);
    expect(await cornersOf(shown ?? Buffer.alloc(0))).toEqual(['white', 'red', 'green', 'blue']);
    const kept = await db.selectFrom('images').select(['width', 'height', 'bytes']).executeTakeFirstOrThrow();
    expect(kept).toMatchObject({ width: 40, height: 64 });
    expect(kept.bytes.includes(SECRET)).toBe(false);
  });

  it('is made anew without anybody asking, by one of several processes', async () => {
    for (const orientation of [1, 3, 8]) await storeAsBefore(await telling(orientation));
    const each = await Promise.all([1, 2].map(() => cleanStored({ db, log: silentLog })));
    expect(each.reduce((sum, count) => sum + count, 0)).toBe(3);
    const rows = await db.selectFrom('images').select('bytes').execute();
    expect(rows.some(({ bytes }) => bytes.includes(SECRET))).toBe(false);
    expect(await cleanStored({ db, log: silentLog })).toBe(0);
  });

  it('stays what could be seen of it, and is not shown where that was nothing', async () => {
    const whole = await noise({ width: 200, height: 200 }).withExif(TELLING).jpeg().toBuffer();
    const half = await storeAsBefore(whole.subarray(0, whole.length / 2));
    const shown = await bytesOf(`${half}.jpg`);
    expect(shown.includes(SECRET)).toBe(false);
    expect(await sharp(shown).metadata()).toMatchObject({ width: 200, height: 200 });
    const header = await storeAsBefore(whole.subarray(0, 500));
    expect((await fetch(`${web}${header}.jpg`)).status).toBe(404);
    expect((await fetch(`${web}${header}-400.avif`)).status).toBe(404);
    expect(await cleanStored({ db, log: silentLog })).toBe(0);
    expect(await cleanStored({ db, log: silentLog, again: true })).toBe(1);
  });

  it('goes on to move, and gives itself where a process of before kept a still', async () => {
    const moving = await (await film({ width: 500, height: 300 })).webp().toBuffer();
    const address = await storeAsBefore(moving, 'webp');
    await db
      .insertInto('image_variants')
      .values({ hash: sha256(moving), width: 400, media_type: 'image/webp', bytes: Buffer.from('a still') })
      .execute();
    for (const end of ['.webp', '-400.webp', '-400.avif']) {
      const shown = await bytesOf(`${address}${end}`);
      expect((await sharp(shown, { animated: true }).metadata()).pages, end).toBe(4);
    }
  });
});

describe('a variant that cannot be made', () => {
  it('is the picture itself, for a while', async () => {
    const door = openImageDoor();
    const image = await door.admit(await corners({ width: 900, height: 600 }).png().toBuffer());
    door.close();
    const damaged = Buffer.concat([image.bytes.subarray(0, 60), Buffer.from('damaged')]);
    await db
      .insertInto('images')
      .values({ ...image, bytes: damaged })
      .execute();
    for (const end of ['-400.avif', '-700.webp', '-1280.webp']) {
      const answer = await fetch(`${web}/images/${image.hash}${end}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('image/png');
      expect(answer.headers.get('cache-control')).toBe('public, max-age=3600');
      expect(Buffer.from(await answer.arrayBuffer()).equals(damaged)).toBe(true);
    }
    expect((await fetch(`${web}/images/${image.hash}-401.webp`)).status).toBe(404);
  });
});

describe('an edition with pictures that were stored as they came', () => {
  it('stays what was approved, and is printed with the measures that they have now', async () => {
    const picture = '\n  file: a.jpg\n  alt: Four corners';
    const film4 = await (await film({ width: 900, height: 300 })).webp().toBuffer();
    const came = await corners({ width: 900, height: 600 })
      .withExif(TELLING)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const dir = folder({
      'edition.yaml': EDITION,
      '01-beans.md': article({ image: picture }),
      '02-film.md': article({ headline: 'A film', image: '\n  file: b.webp\n  alt: Colours' }),
      'a.jpg': came,
      'b.webp': film4,
    });
    // The rows are there first, as that process left them, so that the import has nothing to store.
    await storeAsBefore(came);
    await storeAsBefore(film4, 'webp');
    await db.updateTable('images').set({ cleaning: 1 }).execute();
    const number = editionNumber(31);
    await importEditionFolder(deps, dir, editor());
    await db.updateTable('images').set({ cleaning: 0 }).execute();
    await assembleEdition(deps, number, editor());
    const approved = await approveEdition(deps, number, editor('ed@example.org'));
    await markSending(deps, number);
    await markSent(deps, number);
    await publishEdition(deps, number);
    const before = await (await fetch(`${web}/editions/31`)).text();
    expect(before).toMatch(/width="900" height="600"/);

    expect(await cleanStored({ db, log: silentLog })).toBe(2);
    expect((await loadSnapshot(db, number))?.hash).toBe(approved.hash);
    expect((await approveEdition(deps, number, editor('ed@example.org'))).hash).toBe(approved.hash);
    expect(await importReport(dir)).toMatch(/approved|sent|published/);

    const page = await (await fetch(`${web}/editions/31`)).text();
    expect(page).toMatch(/width="600" height="900"/);
    const [, ...pictures] = page.split('<picture>');
    expect(pictures.map((one) => one.includes('srcset'))).toEqual([true, false]);
    const [srcset] = /srcset="[^"]+"/.exec(page) ?? [];
    for (const [, address = ''] of srcset?.matchAll(/(\/images\/\S+) /g) ?? [])
      expect((await fetch(`${web}${address}`)).headers.get('content-type')).toBe('image/avif');
    const feed = await (await fetch(`${web}/feed.xml`)).text();
    for (const [, address = '', length] of feed.matchAll(
      /<enclosure url="[^"]*(\/images\/[^"]+)" length="(\d+)"/g,
    ))
      expect((await bytesOf(address)).length).toBe(Number(length));
  });
});

const importReport = (dir: string) =>
  importEditionFolder(deps, dir, editor()).then(
    () => 'imported',
    (error: Error) => error.message,
  );
