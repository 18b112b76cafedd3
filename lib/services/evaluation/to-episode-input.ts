import type { EpisodeInput, EpisodeMessage } from "@/lib/contracts/episode-input"
import { orderedId } from "@/lib/db/new-id"
import type { PlannedAttempt } from "@/lib/services/evaluation/plan-attempts"
import type { PlayedAttempt, PlayedMessage } from "@/lib/services/evaluation/play-attempt"

function toUsd(micro: number | null): number | null {
  return micro === null ? null : micro / 1e6
}

function toMessage({ message, call, reward }: PlayedMessage): EpisodeMessage {
  const error = message.role === "tool" && message.content.startsWith("Error") ? { error: true } : {}
  if (!call) return { ...message, ...error, ...(reward === null ? {} : { reward }) }
  return {
    ...message,
    usage: call.usage,
    latencyMs: call.latencyMs,
    firstTokenMs: call.firstTokenMs,
    costUsd: toUsd(call.costMicro),
    ...(reward === null ? {} : { reward }),
  }
}

/**
 * A played attempt in the one shape in which episodes come in; its cost is what its calls add up to. Its id follows from the
 * evaluation and its place in the plan, so that datasets and students come out the same however often play was interrupted.
 */
export function toEpisodeInput(
  evaluation: { id: string; createdAt: Date },
  attempt: PlannedAttempt,
  played: PlayedAttempt,
  startedAt: Date,
): EpisodeInput {
  const { position, task, trial, seed, externalId } = attempt
  const { outcome } = played
  return {
    id: orderedId(`${evaluation.id}/${externalId}`, evaluation.createdAt.getTime(), position),
    externalId,
    taskKey: task.key,
    taskTitle: task.title,
    taskGroup: task.group,
    taskSplit: task.split,
    taskData: task.data,
    trial,
    score: outcome.score,
    success: outcome.success,
    stopReason: outcome.stopReason,
    stopDetail: outcome.stopDetail,
    metrics: outcome.metrics,
    costUsd: null,
    environmentCostUsd: toUsd(played.environmentCostMicro),
    latencyMs: played.latencyMs,
    startedAt: startedAt.toISOString(),
    seed,
    detail: outcome.detail,
    messages: played.messages.map(toMessage),
  }
}
