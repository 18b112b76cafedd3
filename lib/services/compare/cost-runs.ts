import type { PriceChoice, WhatIf } from "@/lib/contracts/prices"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import type { Context } from "@/lib/db/context"
import { deriveSeed } from "@/lib/domain/random"
import type { RunOutcomes } from "@/lib/services/compare/read-outcomes"
import { repriceRuns } from "@/lib/services/compare/reprice-runs"

/** A run on the tasks that count. Two of the same `version` have the same figures. */
export interface CostedRun {
  id: string
  revision: number
  outcomes: readonly TaskOutcome[]
  whatIf: WhatIf | null
  version: string
}

/** The runs with the costs on record, or those of a chosen price. */
export async function costRuns(
  ctx: Context,
  experimentId: string,
  runs: readonly RunOutcomes[],
  choices: readonly PriceChoice[],
): Promise<CostedRun[]> {
  const used = new Map(runs.map(({ runId, outcomes }) => [runId, outcomes]))
  const scope = { experimentId, runIds: [...used.keys()] }
  const repriced = await repriceRuns(ctx, scope, (runId) => used.get(runId) ?? [], choices)
  return runs.map(({ runId: id, revision, outcomes }) => {
    const costed = repriced.get(id) ?? { outcomes, whatIf: null }
    return withVersion({ id, revision, ...costed })
  })
}

/** The run on some of its tasks only. */
export function restrictRun(run: CostedRun, tasks: ReadonlySet<number>): CostedRun {
  return withVersion({ ...run, outcomes: run.outcomes.filter(({ taskNo }) => tasks.has(taskNo)) })
}

function withVersion(run: Omit<CostedRun, "version">): CostedRun {
  const tasks = run.outcomes.map(({ taskNo }) => taskNo).join()
  const price = run.whatIf ? JSON.stringify(run.whatIf.price) : ""
  return { ...run, version: `${run.id} ${run.revision} ${deriveSeed(0, tasks)} ${tasks.length} ${price}` }
}
