import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { featuresFile, unsupportedFeatures } from '../test/delivery/golden/features.ts';
import { goldenFile, goldenMails } from '../test/delivery/golden/mails.ts';

// `npm run golden`: approves the mails that are made now, and what mail programs do not understand of them; says what is new.
const mails = await goldenMails();
for (const { name, raw } of mails) {
  const file = goldenFile(name);
  if (existsSync(file) && readFileSync(file).equals(raw)) continue;
  console.log(`${existsSync(file) ? 'changed' : 'new'}: ${name}.eml`);
  writeFileSync(file, raw);
}
for (const file of readdirSync(new URL('.', goldenFile('any')))) {
  if (!file.endsWith('.eml') || mails.some(({ name }) => file === `${name}.eml`)) continue;
  console.log(`gone: ${file}`);
  rmSync(goldenFile(file.replace(/\.eml$/, '')));
}

const unsupported = unsupportedFeatures(mails);
if (!existsSync(featuresFile) || readFileSync(featuresFile, 'utf8') !== unsupported) {
  console.log('changed: features.txt; judge what is new in docs/mail-checks.md');
  writeFileSync(featuresFile, unsupported);
}
