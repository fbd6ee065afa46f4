import { type Reason, reason, sentenceOf } from '../core/index.ts';

/** A hub that tells subscribers of feeds about new content at once (W3C WebSub §7). */
export type WebSubHub = { url: string; fetch?: typeof fetch };

const TIMEOUT_MS = 10_000;

/**
 * Tells the hub which feeds changed. Feeds are also polled, so a hub that does not answer delays readers and loses
 * nothing: the outcome is for the record, never an error.
 */
export async function pingHub(hub: WebSubHub, topics: readonly string[]): Promise<Reason> {
  const body = new URLSearchParams([
    ['hub.mode', 'publish'],
    ...topics.map((topic) => ['hub.url', topic] as [string, string]),
  ]);
  try {
    const answer = await (hub.fetch ?? fetch)(hub.url, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.ok
      ? reason('hub-told', { feeds: topics.length })
      : reason('hub-answered', { status: answer.status });
  } catch (error) {
    return reason('hub-silent', { said: sentenceOf(error) });
  }
}
