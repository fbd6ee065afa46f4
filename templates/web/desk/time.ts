/** A time as somebody at the desk reads it: "today 09:15", "yesterday 16:02", "24 Nov 09:15", "24 Nov 2025 09:15". */
export function deskTime(at: Date, { now, timeZone }: { now: Date; timeZone: string }): string {
  const part = (options: Intl.DateTimeFormatOptions, time: Date) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(time);
  const day = (time: Date) => part({ year: 'numeric', month: '2-digit', day: '2-digit' }, time);
  const clock = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at);
  if (day(at) === day(now)) return `today ${clock}`;
  if (day(at) === day(new Date(now.getTime() - 86_400_000))) return `yesterday ${clock}`;
  const year = (time: Date) => part({ year: 'numeric' }, time);
  const date = part(
    { day: 'numeric', month: 'short', ...(year(at) === year(now) ? {} : { year: 'numeric' }) },
    at,
  );
  return `${date} ${clock}`;
}
