import type { EpisodeRecord } from "@/lib/contracts/episodes"
import type { EpisodeRow } from "@/lib/db/episode-row"
import { numberToVerdict } from "@/lib/domain/label"

export function microToUsd(micro: number | null): number | null {
  return micro === null ? null : micro / 1_000_000
}

/** A row of the database as the API shows it. */
export function presentEpisode(row: EpisodeRow): EpisodeRecord {
  return {
    experimentId: row.experimentId,
    id: row.id,
    externalId: row.externalId,
    run: { id: row.runId, name: row.runName, role: row.runRole },
    model: { id: row.modelId, name: row.modelName, provider: row.modelProvider },
    task: {
      no: row.taskNo,
      key: row.taskKey,
      title: row.taskTitle,
      split: row.taskSplit,
      group: row.taskGroup,
    },
    trial: row.trial,
    score: row.score,
    success: row.success,
    stopReason: row.stopReason,
    stopDetail: row.stopDetail,
    metrics: row.metrics,
    tags: row.tags,
    stepCount: row.stepCount,
    contentTokens: row.contentTokens,
    assistantTokens: row.assistantTokens,
    inputTokens: row.inputTokens,
    cachedTokens: row.cachedTokens,
    outputTokens: row.outputTokens,
    costUsd: microToUsd(row.costMicro),
    costKind: row.costKind,
    environmentCostUsd: microToUsd(row.environmentCostMicro),
    latencyMs: row.latencyMs,
    errorCount: row.errorCount,
    repaired: row.repaired,
    label: row.label === null ? null : numberToVerdict(row.label),
    labelSource: row.labelSource,
    startedAt: row.startedAt,
    createdAt: row.createdAt,
  }
}
