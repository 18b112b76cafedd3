import type { PriceChoice, WhatIf } from "@/lib/contracts/prices"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import type { Context } from "@/lib/db/context"
import { deriveSeed } from "@/lib/domain/random"
import type { RunOutcomes } from "@/lib/services/compare/read-outcomes"
import { repriceRuns } from "@/lib/services/compare/reprice-runs"

/** A run on the tasks that count. Two of the same `version` have the same figures. */
export interface CostedRun {
  id: string
  name: string
  outcomes: readonly TaskOutcome[]
  whatIf: WhatIf | null
  version: string
}

/** The runs with the costs on record, or those of a chosen price. */
export async function costRuns(
  ctx: Context,
  experimentId: string,
  runs: readonly (RunOutcomes & { name: string })[],
  choices: readonly PriceChoice[],
): Promise<CostedRun[]> {
  const used = new Map(runs.map(({ runId, outcomes }) => [runId, outcomes]))
  const scope = { experimentId, runIds: [...used.keys()] }
  const repriced = await repriceRuns(ctx, scope, (runId) => used.get(runId) ?? [], choices)
  return runs.map(({ runId: id, name, revision, outcomes }) => {
    const costed = repriced.get(id) ?? { outcomes, whatIf: null }
    const tasks = costed.outcomes.map(({ taskNo }) => taskNo).join()
    const price = costed.whatIf ? JSON.stringify(costed.whatIf.price) : ""
    return {
      id,
      name,
      ...costed,
      version: `${id} ${revision} ${deriveSeed(0, tasks)} ${tasks.length} ${price}`,
    }
  })
}
