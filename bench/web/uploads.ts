import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { p, withHeaders, wordFile, wordParts, zipOf } from '../../test/support/word-files.ts';
import { contributor } from '../../test/web/contributors/contributor.ts';

/**
 * What strangers may upload at `/submit`: each file's answer, while the web is asked for its health. A health check at p99 above 200 ms,
 * a web process that grows by more than 50 MB, or an answer that is no sentence ends the run with an error. The control
 * is the same health check while nobody uploads.
 */
const HEALTH_MS = 200;
const GROWN_MB = 50;
const MB = 1024 * 1024;

const child = fork(new URL('web-process.ts', import.meta.url), ['--minutes', '9']);
const [{ port }] = (await once(child, 'message')) as [{ port: number }];
const site = `http://127.0.0.1:${port}`;
/** Octets that the web process alone has in memory; Linux only. */
const resident = () => Number(readFileSync(`/proc/${child.pid}/statm`, 'latin1').split(' ')[1]) * 4_096;

const chunk = (type: string, data: Buffer) => {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([size, typed, sum]);
};
function png(side: number, rows: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const mark = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    mark,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
const noise = (side: number) =>
  Buffer.concat(Array.from({ length: side }, () => Buffer.concat([Buffer.alloc(1), randomBytes(3 * side)])));
const words = (count: number) => p(Array.from({ length: count }, (_, at) => `word${at}`).join(' '));
const plain = await wordFile({ body: p('Words.') });

type Upload = { page: 'story' | 'picture'; bytes: Buffer };
const word = (bytes: Buffer): Upload => ({ page: 'story', bytes });
const picture = (bytes: Buffer): Upload => ({ page: 'picture', bytes });

const FILES: Record<string, () => Promise<Upload> | Upload> = {
  'a Word file with 200 MB inside': async () =>
    word(await zipOf({ ...wordParts({ body: p('Words.') }), 'word/media/a.png': Buffer.alloc(200 * MB) })),
  'one that says it is small': async () =>
    word(
      withHeaders(await wordFile({ body: words(500_000) }), (header, { local }) => {
        const at = local ? 22 : 24;
        if (header.readUInt32LE(at) > 5_000) header.writeUInt32LE(5_000, at);
      }),
    ),
  '45 MB of tags': async () => word(await wordFile({ body: tags() })),
  '200 pages': async () => word(await wordFile({ body: words(80_000) })),
  'elements nested 100,000 deep': async () =>
    word(
      await zipOf({
        ...wordParts({ body: `${'<w:customXml>'.repeat(100_000)}${'</w:customXml>'.repeat(100_000)}` }),
        'word/media/a.bin': randomBytes(MB),
      }),
    ),
  'a zip in a zip in a zip': async () => word(await zipOf({ 'a.zip': await zipOf({ 'b.docx': plain }) })),
  'an archive behind a picture': () => word(Buffer.concat([png(8, noise(8)), plain])),
  '20 MB of noise': () => word(randomBytes(20 * MB)),
  'a file of 21 MB': () => word(Buffer.alloc(21 * MB, 'x')),
  'a PNG of 50,000 × 50,000': () => picture(png(50_000, Buffer.alloc(20 * MB))),
  'a PNG of 7,000 × 7,000 that is cut off': () => picture(png(7_000, Buffer.alloc(40 * MB))),
  'an SVG': () => picture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="hit()"/>')),
  'a page that begins as a GIF': () => picture(Buffer.from('GIF89a/*<script>hit()</script>*/=1;')),
  'a picture of 18 MB': () => picture(png(2_500, noise(2_500))),
};

/** Small elements, each another, so that they are far less than a hundred times their archive. */
function tags(): string {
  const seeds = randomBytes(6 * MB).toString('hex');
  let body = '';
  for (let at = 0; body.length < 44 * MB; at += 8)
    body += `<w:r><w:t>${seeds.slice(at % (12 * MB), (at % (12 * MB)) + 8)}</w:t></w:r>`;
  return `<w:p>${body}</w:p>`;
}

async function draft(at: number): Promise<Record<Upload['page'], string>> {
  const web = contributor(site, `198.51.100.${at}`);
  const story = await web.journey(
    '/submit',
    { organisation: '', name: '', email: `bench-${at}@example.org` },
    { headline: 'x' },
  );
  return { story, picture: story.replace('/story', '/picture') };
}

async function upload(at: number, { page, bytes }: Upload): Promise<string> {
  const pages = await draft(at);
  const form = new FormData();
  form.set(page === 'story' ? 'word' : 'file', new File([new Uint8Array(bytes)], 'file'));
  const send = () =>
    fetch(new URL(pages[page], site), {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': `198.51.100.${at}` },
    });
  // Once more where the server has just closed a connection that was kept: on a busy machine the client hears of it too late.
  const answer = await send().catch(send);
  const text = await answer.text();
  const [, said] = /error-summary__list"><li><a[^>]*>([^<]+)</.exec(text) ?? [];
  return said ?? (answer.status === 303 ? 'taken' : `status ${answer.status}`);
}

async function health(until: Promise<unknown>, least: number) {
  let [going, most] = [true, resident()];
  const before = most;
  void until.finally(() => {
    going = false;
  });
  const times: number[] = [];
  while (going || times.length < least) {
    const from = performance.now();
    await (await fetch(`${site}/health/live`)).arrayBuffer();
    times.push(performance.now() - from);
    most = Math.max(most, resident());
    await new Promise((later) => setTimeout(later, 10));
  }
  times.sort((a, b) => a - b);
  return { p99: times[Math.floor((times.length - 1) * 0.99)] ?? 0, grown: (most - before) / MB };
}

let failed = false;
const row = (name: string, { p99, grown }: { p99: number; grown: number }, said: string) => {
  const bad = p99 > HEALTH_MS || grown > GROWN_MB || /^status/.test(said);
  failed ||= bad;
  process.stdout.write(
    `${bad ? 'BAD ' : ''}${name.padEnd(40)} p99 ${p99.toFixed(0).padStart(4)} ms  +${grown.toFixed(0)} MB  ${said}\n`,
  );
};

// What it loads with its first uploads stays.
await upload(1, word(plain));
await upload(2, picture(png(8, noise(8))));
row('nobody uploads', await health(Promise.resolve(), 300), '');
const made: Upload[] = [];
for (const [at, [name, make]] of Object.entries(FILES).entries()) {
  const file = await make();
  made.push(file);
  const said = upload(10 + at, file);
  row(name, await health(said, 50), await said);
}
const all = Promise.all(made.map((file, at) => upload(40 + at, file)));
row('all of them at once', await health(all, 50), `${new Set(await all).size} sentences`);
child.send('end');
process.exitCode = failed ? 1 : 0;
