import { type ContentHash, type EditionNumber, reason } from '../core/index.ts';
import {
  approveEdition,
  assembleEdition,
  differsFromRequest,
  draftSnapshot,
  type FrozenSnapshot,
  isFrozen,
  loadEdition,
  loadSnapshot,
  loadStanding,
  putBeforeApprovers,
} from '../editions/index.ts';
import { sendNoticeJob } from '../jobs/index.ts';
import { renderSnapshot } from '../rendering/index.ts';
import { type EditionFlowDeps, type EditionSaid, FLOW } from './edition-flow-deps.ts';
import { reopened } from './reopened.ts';

/** What a person opened again waits for a person. */
export async function assembleAction(
  deps: EditionFlowDeps,
  edition: EditionNumber,
): Promise<EditionSaid<'assemble'>> {
  const { reopened_at } = await loadEdition(deps.db, edition);
  if (reopened_at) return { state: 'waiting', reason: await reopened(deps, edition) };
  return { state: 'succeeded', outputs: await assembleEdition(deps, edition, FLOW) };
}

export async function checkAction(
  deps: EditionFlowDeps,
  edition: EditionNumber,
): Promise<EditionSaid<'check'>> {
  const { blocking, outputs } = await deps.check(edition);
  if (blocking.length === 0) return { state: 'succeeded', outputs };
  return {
    state: 'waiting',
    reason: reason('checks-failed', { edition, problem: blocking[0] ?? '' }),
    outputs,
  };
}

export async function approveAction(
  deps: EditionFlowDeps,
  edition: EditionNumber,
): Promise<EditionSaid<'approve'>> {
  const { state, approved_by } = await loadEdition(deps.db, edition);
  if (!isFrozen(state) && deps.approval === 'required') {
    if (await differsFromRequest(deps, edition))
      return { state: 'back', to: 'check', reason: reason('content-changed', { edition }) };
    const { deputies } = await deps.remind(edition);
    const asked = deputies > 0 ? { deputies } : {};
    return { state: 'waiting', reason: reason('waits-for-approval', { edition, ...asked }) };
  }
  const frozen = isFrozen(state)
    ? await loadSnapshot(deps.db, edition)
    : await approveEdition(deps, edition, FLOW, { compile: deps.compile });
  return {
    state: 'succeeded',
    outputs: { by: approved_by ?? 'the flow (APPROVAL=none)', hash: frozen?.hash },
  };
}

/**
 * Compiles the mail before anybody is asked to approve it, so that what is approved is what is sent. An approval of before may count
 * for what there is now; then nobody is asked.
 */
export async function renderAction(
  deps: EditionFlowDeps,
  edition: EditionNumber,
): Promise<EditionSaid<'render'>> {
  const restored = await deps.putBefore(edition);
  if (restored?.state !== 'stands' && !isFrozen((await loadEdition(deps.db, edition)).state)) {
    const draft = await draftSnapshot(deps, edition);
    const mail = await deps.compile(deps.db, draft);
    if (deps.approval === 'required')
      await ask(deps, { draft, mail, known: restored?.state === 'void' && restored.isNew });
    const { sections } = draft.snapshot;
    return {
      state: 'succeeded',
      outputs: { mail, sections: sections.map(({ slug }) => slug), articles: articlesIn(draft) },
    };
  }
  const frozen = await loadStanding(deps.db, edition);
  if (!frozen) return { state: 'held', reason: reason('no-snapshot', { edition }) };
  const compiled = await renderSnapshot(deps, frozen, deps.render);
  return {
    state: 'succeeded',
    outputs: { hash: frozen.hash, sections: compiled.sections, articles: articlesIn(frozen) },
  };
}

type Asked = { draft: FrozenSnapshot; mail: ContentHash; known: boolean };

/** Puts it before the approvers; `known`: they have just been told what changed, since what was approved counts for nothing now. */
async function ask(deps: EditionFlowDeps, { draft, mail, known }: Asked): Promise<void> {
  const notices: number[] = [];
  await putBeforeApprovers(deps, draft, {
    by: FLOW,
    mail,
    async tellChanged(tx, changes) {
      if (!known) notices.push(...(await deps.tellChanged(tx, draft.snapshot.number, changes)));
    },
  });
  for (const noticeId of notices) await deps.queue.enqueue(sendNoticeJob, { noticeId });
}

const articlesIn = ({ snapshot }: FrozenSnapshot) =>
  snapshot.sections.reduce((sum, section) => sum + section.articles.length, 0);
