import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute or more, most of it waiting: begun last, one of them would be waited for alone. */
const SLOWEST = [
  'test/workers/trouble.test.ts',
  'test/workers/two-versions.test.ts',
  'test/workers/reopen.test.ts',
  'test/articles/hostile-feeds.test.ts',
  'test/kill/kill.test.ts',
  'test/processes/demo-stops.test.ts',
  'test/workers/agreement.test.ts',
  'test/workers/deliveries.test.ts',
  'test/workers/take-down.test.ts',
  'test/adapters/embedded-postgres.test.ts',
  'test/kill/evidence.test.ts',
  'test/processes/demo.test.ts',
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
