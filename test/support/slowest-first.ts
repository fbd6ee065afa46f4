import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest: begun last, one of them would be waited for alone. */
const SLOWEST = [
  'test/workers/trouble.test.ts',
  'test/stories/readers.test.ts',
  'test/workers/reopen.test.ts',
  'test/stories/desk.test.ts',
  'test/workers/deliveries.test.ts',
  'test/articles/hostile-feeds.test.ts',
  'test/stories/reading.test.ts',
  'test/stories/mails.test.ts',
  'test/workers/two-versions.test.ts',
  'test/workers/agreement.test.ts',
  'test/processes/demo-stops.test.ts',
  'test/workers/take-down.test.ts',
  'test/kill/kill.test.ts',
  'test/kill/up.test.ts',
  'test/adapters/embedded-postgres.test.ts',
  'test/journeys/restore.test.ts',
  'test/journeys/main-job.test.ts',
  'test/kill/evidence.test.ts',
  'test/workers/control.test.ts',
  'test/processes/demo.test.ts',
  'test/workers/draft.test.ts',
];

/** The slowest files first; vitest's own order, by size where nothing is known of earlier runs, for the others. */
export class SlowestFirst extends BaseSequencer {
  override async sort(specs: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = SLOWEST.findIndex((file) => moduleId.endsWith(`/${file}`));
      return at === -1 ? SLOWEST.length : at;
    };
    return (await super.sort(specs)).toSorted((a, b) => rank(a) - rank(b));
  }
}
