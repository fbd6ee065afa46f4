import type { EventBody } from '../sns/events.ts';

const INTERVAL_MS = 15 * 60_000;
const TWO_WEEKS_MS = 14 * 86_400_000;

type Point = { attempts: number; bounces: number; complaints: number; rejects: number };

/** What `GetSendStatistics` reports: two weeks of quarter-hours, only those with mail. */
export function createStatistics() {
  const points = new Map<number, Point>();

  const pointAt = (now: number) => {
    const start = now - (now % INTERVAL_MS);
    const point = points.get(start) ?? { attempts: 0, bounces: 0, complaints: 0, rejects: 0 };
    points.set(start, point);
    return point;
  };

  return {
    attempt(now: number, outcome: readonly EventBody[]) {
      const point = pointAt(now);
      point.attempts += 1;
      for (const event of outcome) {
        if (event.eventType === 'Bounce') point.bounces += 1;
        if (event.eventType === 'Complaint') point.complaints += 1;
        if (event.eventType === 'Reject') point.rejects += 1;
      }
    },
    xml(now: number) {
      const members = [...points]
        .filter(([start]) => start > now - TWO_WEEKS_MS)
        .map(
          ([start, point]) => `<member>
        <Complaints>${point.complaints}</Complaints>
        <Rejects>${point.rejects}</Rejects>
        <Bounces>${point.bounces}</Bounces>
        <DeliveryAttempts>${point.attempts}</DeliveryAttempts>
        <Timestamp>${new Date(start).toISOString()}</Timestamp>
      </member>`,
        );
      return `<SendDataPoints>\n      ${members.join('\n      ')}\n    </SendDataPoints>`;
    },
    clear: () => points.clear(),
  };
}
