import { EPISODE_SORTS } from "@/lib/contracts/episode-filter"
import type { StoreBench } from "./bench"
import { requireCorpus } from "./reads"

export type Combination = Record<string, string | number | boolean>

async function readModelIds(bench: StoreBench): Promise<string[]> {
  const { experimentId } = requireCorpus(bench)
  const rows = await bench.db.prisma.run.findMany({
    where: { experimentId },
    select: { modelId: true },
    distinct: ["modelId"],
    orderBy: { modelId: "asc" },
  })
  return rows.map(({ modelId }) => modelId)
}

/** Filters of every kind, alone and together, broad and rare, with each order; one of them matches nothing. */
export async function listCombinations(bench: StoreBench): Promise<Combination[]> {
  const { runIds } = requireCorpus(bench)
  const [model = ""] = await readModelIds(bench)
  const some = runIds.slice(0, 3).join(",")
  const one = runIds[0] ?? ""
  const filters: Combination[] = [
    {},
    { runId: one },
    { runId: some },
    { modelId: model },
    { taskKey: "task 17" },
    { group: "family 3" },
    { success: "success" },
    { success: "failure" },
    { success: "unknown" },
    { stopReason: "completed" },
    { stopReason: "max_steps" },
    { stopReason: "refused" },
    { label: "unlabelled" },
    { label: "good" },
    { hasError: true },
    { hasError: false },
    { repaired: true },
    { tag: "order" },
    { scoreMin: 0.5 },
    { scoreMin: 0.999 },
    { scoreMax: 0.001 },
    { costUsdMin: 0.29 },
    { costUsdMax: 0.0001 },
    { latencyMsMin: 60_000 },
    { stepCountMin: 20 },
    { stepCountMax: 5 },
    { contentTokensMin: 1500 },
    { createdAtMin: "2020-01-01", createdAtMax: "2030-01-01" },
    { createdAtMax: "2020-01-01" },
    { success: "success", scoreMax: 0.3 },
    { success: "success", scoreMin: 0.9, costUsdMax: 0.01 },
    { runId: one, success: "failure" },
    { runId: some, hasError: true, scoreMin: 0.8 },
    { modelId: model, stopReason: "max_steps", latencyMsMin: 20_000 },
    { taskKey: "task 17", success: "success" },
    { taskKey: "task 17", runId: one },
    { group: "family 3", label: "unlabelled", scoreMin: 0.95 },
    { hasError: true, stepCountMin: 18, costUsdMin: 0.2 },
    { stopReason: "completed", scoreMin: 0.4, scoreMax: 0.41 },
    { costUsdMin: 0.1, costUsdMax: 0.1001, latencyMsMax: 2000 },
    { tag: "order", success: "failure" },
    { scoreMin: 0.2, costUsdMin: 0.05, latencyMsMin: 1500, stepCountMin: 6, contentTokensMin: 300 },
    { label: "good", hasError: true, runId: some },
    { createdAtMin: "2020-01-01", success: "success", stopReason: "completed", hasError: false },
  ]
  return filters.map((filter, at) => ({
    ...filter,
    sort: EPISODE_SORTS[at % EPISODE_SORTS.length] as string,
    order: at % 2 === 0 ? "desc" : "asc",
  }))
}
