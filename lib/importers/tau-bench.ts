import { outlineFile, recordKeys } from "@/lib/importers/file-outline"
import { importRecords, type ToEpisode } from "@/lib/importers/import-records"
import type { FileHead, Importer } from "@/lib/importers/importer"
import { isObject, RecordError } from "@/lib/importers/record-error"
import { RecordIds, TrialCounter } from "@/lib/importers/record-ids"

/** A simulated user costs cents; forks of tau-bench write token counts into the same field. */
const LARGEST_USER_COST_USD = 10
const REWARD_TOLERANCE = 1e-6
const TOOL_ERROR = /^(?:# \w+ = )?"?Error\b/

type Json = Record<string, unknown>

/** tau-bench results: an array of `EnvRunResult` (`tau_bench/types.py` in sierra-research/tau-bench). */
export const tauBenchImporter: Importer = {
  id: "tau-bench",
  title: "tau-bench results",
  description:
    "The JSON array that tau-bench's run.py writes: task_id, reward, info and traj of every episode.",
  extensions: ["json"],
  detect(head) {
    const outline = outlineFile(head)
    const keys = recordKeys(outline)
    if (outline.opening !== "[" || !keys.has("task_id")) return 0
    if (keys.has("traj")) return 1
    return keys.has("reward") && keys.has("info") ? 0.8 : 0
  },
  describe: (head) => ({
    scoreField: "reward",
    primaryMetric: "reward",
    successRule: { metric: "score", min: 1 },
    modelName: guessModel(head),
  }),
  read: (input, options) =>
    importRecords(
      input,
      { ...options, shapes: { array: true, object: null }, expected: "a tau-bench results file" },
      createReader(),
    ),
}

function createReader(): ToEpisode {
  const ids = new RecordIds()
  const trials = new TrialCounter()
  return (value) => {
    if (!isObject(value) || !Array.isArray(value.traj)) throw new RecordError("The record has no traj.")
    const taskKey = readTaskKey(value.task_id)
    const info = isObject(value.info) ? value.info : {}
    const score = readReward(value.reward)
    return {
      externalId: ids.create(taskKey, value),
      taskKey,
      trial: trials.next(taskKey),
      score,
      success: score === null ? null : score >= 1 - REWARD_TOLERANCE,
      ...readTask(info.task),
      ...readStop(info, value.traj),
      ...readCost(info.user_cost),
      metrics: readMetrics(info.reward_info),
      detail: readDetail(info),
      messages: value.traj.map(flagToolError),
    }
  }
}

function readTaskKey(taskId: unknown): string {
  if (typeof taskId === "string" && taskId.trim() !== "") return taskId
  if (typeof taskId === "number" && Number.isSafeInteger(taskId)) return String(taskId)
  throw new RecordError("The record has no task_id.")
}

function readReward(reward: unknown): number | null {
  if (reward === null || reward === undefined) return null
  if (typeof reward !== "number") throw new RecordError("The reward is no number.")
  return reward
}

function readTask(task: unknown): Json {
  if (!isObject(task)) return {}
  const title =
    typeof task.instruction === "string" ? task.instruction.slice(0, 300).toWellFormed() : undefined
  return { taskTitle: title, taskData: task }
}

/** An episode that ended has a reward_info; without one its steps ran out, or it broke. */
function readStop(info: Json, trajectory: readonly unknown[]): Json {
  if (info.error !== undefined && info.error !== null) {
    return { stopReason: "error", stopDetail: String(info.error).slice(0, 500).toWellFormed() }
  }
  const last = trajectory.at(-1)
  const content = isObject(last) && typeof last.content === "string" ? last.content : ""
  if (isObject(last) && last.role === "user" && content.includes("###STOP###")) {
    return { stopReason: "completed", stopDetail: "user stopped" }
  }
  if (!isObject(info.reward_info)) return { stopReason: "unknown" }
  if (Object.keys(info.reward_info).length === 0) return { stopReason: "max_steps" }
  const tool = isObject(last) && last.role === "tool" && typeof last.name === "string" ? last.name : undefined
  return { stopReason: "completed", stopDetail: tool }
}

function readCost(userCost: unknown): Json {
  const plausible = typeof userCost === "number" && userCost >= 0 && userCost <= LARGEST_USER_COST_USD
  return { environmentCostUsd: plausible ? userCost : null }
}

function readMetrics(rewardInfo: unknown): Record<string, number> {
  const info = isObject(rewardInfo) && isObject(rewardInfo.info) ? rewardInfo.info : {}
  const metrics: Record<string, number> = {}
  for (const key of ["r_actions", "r_outputs"]) {
    const value = info[key]
    if (typeof value === "number" || typeof value === "boolean") metrics[key] = Number(value)
  }
  return metrics
}

function readDetail(info: Json): Json {
  const { task: _, traceback, ...rest } = info
  return {
    ...rest,
    ...(typeof traceback === "string" && { traceback: traceback.slice(-4000).toWellFormed() }),
  }
}

function flagToolError(message: unknown): unknown {
  const failed =
    isObject(message) &&
    message.role === "tool" &&
    typeof message.content === "string" &&
    TOOL_ERROR.test(message.content)
  return failed ? { ...message, error: true } : message
}

const FILE_NAME = /^(?:tool-calling|act|react|few-shot)-(.+?)-\d+(?:\.\d+)?_range_/
const HISTORICAL_NAME = /^(.+)-(?:airline|retail)\.json$/

/** `{strategy}-{model}-{temperature}_range_{from}-{to}_user-...json`, or `{model}-{domain}.json` of the published ones. */
function guessModel(head: FileHead): string | null {
  const name = FILE_NAME.exec(head.name)?.[1] ?? HISTORICAL_NAME.exec(head.name)?.[1] ?? null
  return name === "none" || name?.endsWith("-none") ? null : name
}
