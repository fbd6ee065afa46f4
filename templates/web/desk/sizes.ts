/** What Gmail shows of a mail before it cuts it off, in octets of HTML. */
export const MOST_OCTETS = 100_000;

/** "64 kB of the 100 kB that every mailbox shows in full": decimal kilobytes (IEC 80000-13). */
export const sizeInWords = (octets: number): string =>
  `${kilobytes(octets)} of the ${kilobytes(MOST_OCTETS)} that every mailbox shows in full`;

export const kilobytes = (octets: number): string =>
  `${(octets / 1_000).toLocaleString('en-GB', { maximumFractionDigits: octets < 10_000 ? 1 : 0 })} kB`;
