import { type ExperimentRecord, successRuleSchema } from "@/lib/contracts/experiments"
import type { Context } from "@/lib/db/context"
import { countBelowExperiments } from "@/lib/db/experiment.sql"
import type { Experiment } from "@/lib/db/generated/client"
import { findBestRuns, NO_BEST } from "@/lib/services/experiment/best-runs"

/** Rows of the database as the API shows them, with what lies below them. */
export async function presentExperiments(ctx: Context, rows: Experiment[]): Promise<ExperimentRecord[]> {
  const ids = rows.map(({ id }) => id)
  const [counts, best] = await Promise.all([countBelowExperiments(ctx.db, ids), findBestRuns(ctx, ids)])
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    question: row.question,
    environment: row.environment,
    primaryMetric: row.primaryMetric,
    successRule: successRuleSchema.nullable().parse(row.successRule),
    origin: row.origin === "published" ? "published" : "measured",
    isDemo: row.isDemo,
    recomputing: row.recomputingAt !== null,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    counts: counts.get(row.id) ?? { runs: 0, tasks: 0, episodes: 0, labelled: 0, datasets: 0 },
    best: best.get(row.id) ?? NO_BEST,
  }))
}

export async function presentExperiment(ctx: Context, row: Experiment): Promise<ExperimentRecord> {
  const [experiment] = await presentExperiments(ctx, [row])
  return experiment as ExperimentRecord
}
