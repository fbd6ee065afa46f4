import { paths } from '../../../src/core/index.ts';
import type { Site } from '../site.ts';

type Refused = { site: Site; heading: string; sentence: string; details: readonly string[] };

/** What is wrong, and what to do. */
export function RefusedPage({ site, heading, sentence, details }: Refused) {
  return (
    <>
      <h1>{heading}</h1>
      <p class="lead">{sentence}</p>
      {details.length > 0 && (
        <ul>
          {details.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
      <p>
        <a href={site.at(paths.desk.home())}>What needs you</a>
      </p>
    </>
  );
}
