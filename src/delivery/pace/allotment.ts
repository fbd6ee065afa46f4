/** What a process asks for: permits for an edition, and for how many single mails that somebody waits for. */
export type PermitWish = { edition: boolean; singles: number };
/** Another process that holds permits. */
export type Holder = PermitWish & { permits: number };

/**
 * How many mails one round of the permits carries, and how long a round takes in seconds (1 or more). A rate of 14 is 14
 * permits, each used once a second; one below 1, or a part of a quota, is a longer round.
 */
export function roundOf(perSecond: number, quota: number): { permits: number; seconds: number } {
  const permits = Math.min(Math.ceil(perSecond), Math.max(1, Math.floor(quota)));
  return { permits, seconds: Math.max(1, permits / perSecond) };
}

/**
 * How many of the account's `permits` a process should hold that holds `held`. Those with an edition share what there is, as
 * near to equal as whole permits can be, in the order of their ids; whoever has single mails waiting has one before that.
 * It gets more only of what nobody holds. `rank` is its place among those with an edition. `target` is what it may hold now,
 * `share` what it will once others have given up what is too much in their hands. Pure.
 */
export function allot(
  permits: number,
  me: PermitWish & { held: number; rank: number },
  others: readonly Holder[],
): { target: number; share: number } {
  const all: PermitWish[] = [me, ...others];
  const first = all.filter(({ singles }) => singles > 0).length;
  const sharers = all.filter(({ edition, singles }) => edition || singles > 1).length;
  const left = Math.max(0, permits - first);
  const equal = sharers === 0 ? 0 : Math.floor(left / sharers);
  const part = me.edition
    ? equal + (me.rank < left - equal * sharers ? 1 : 0)
    : Math.min(Math.max(0, me.singles - 1), equal);
  const share = Math.min(permits, (me.singles > 0 ? 1 : 0) + part);
  if (share <= me.held) return { target: share, share };
  const nobodys = permits - others.reduce((sum, other) => sum + other.permits, 0) - me.held;
  return { target: me.held + Math.max(0, Math.min(share - me.held, nobodys)), share };
}
