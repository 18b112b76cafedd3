import { outlineFile } from "@/lib/importers/file-outline"
import { importRecords } from "@/lib/importers/import-records"
import type { Importer } from "@/lib/importers/importer"
import { readTranscript } from "@/lib/importers/react-transcript"
import { isObject, RecordError } from "@/lib/importers/record-error"

const FILE_NAME = /^[a-z0-9]+_[a-z]+_\d+_\d+_(.+)_\d+(?:\.\d+)?_\d{4}-\d{2}-\d{2}/i

/** FireAct / ReAct results: an object keyed by question (`trajs/*.json` in anchen1011/FireAct). */
export const fireactImporter: Importer = {
  id: "fireact",
  title: "FireAct / ReAct results",
  description:
    "A JSON object keyed by question, with em, f1, gt, pred and traj as chat messages or as one text.",
  extensions: ["json"],
  detect(head) {
    const { opening, innerKeys } = outlineFile(head)
    if (opening !== "{") return 0
    const known = ["em", "f1", "gt", "pred", "traj"].filter((key) => innerKeys.has(key)).length
    return known === 5 ? 1 : known >= 3 ? 0.6 : 0
  },
  describe: (head) => ({
    scoreField: "em",
    primaryMetric: "exact match",
    successRule: { metric: "score", min: 1 },
    modelName: FILE_NAME.exec(head.name)?.[1] ?? null,
  }),
  read: (input, options) =>
    importRecords(
      input,
      { ...options, shapes: { array: false, object: "entries" }, expected: "a FireAct results file" },
      toEpisode,
    ),
}

function toEpisode(value: unknown, key: string | null): unknown {
  if (key === null || !isObject(value)) throw new RecordError("The entry is no object under a key.")
  const messages = [...readPrompt(value.prompt), ...readTrajectory(value)]
  const score = readNumber(value.em, "em")
  const question = messages.find((message) => isObject(message) && message.role === "user")
  const title = isObject(question) && typeof question.content === "string" ? question.content : undefined
  const f1 = readNumber(value.f1, "f1")
  return {
    externalId: key,
    taskKey: key,
    taskTitle: title?.slice(0, 300).toWellFormed(),
    taskData: value.gt === undefined ? undefined : { question: title, answer: value.gt },
    score,
    success: score === null ? null : score >= 1,
    metrics: f1 === null ? {} : { f1 },
    stopReason: isFinished(messages.at(-1)) ? "completed" : "unknown",
    detail: { gt: value.gt ?? null, pred: value.pred ?? null, reward: value.reward ?? null },
    messages,
  }
}

function readNumber(value: unknown, field: string): number | null {
  if (value === null || value === undefined) return null
  if (typeof value === "boolean" || typeof value === "number") return Number(value)
  throw new RecordError(`${field} is neither a number nor true or false.`)
}

/** Few-shot messages that stood before the question; one text is the system prompt. */
function readPrompt(prompt: unknown): unknown[] {
  if (Array.isArray(prompt)) return prompt
  return typeof prompt === "string" && prompt.trim() !== "" ? [{ role: "system", content: prompt }] : []
}

function readTrajectory(value: Record<string, unknown>): unknown[] {
  if (Array.isArray(value.traj)) return value.traj
  if (typeof value.traj === "string") return readTranscript(value.traj)
  throw new RecordError("The entry has no traj.")
}

function isFinished(message: unknown): boolean {
  return (
    isObject(message) && typeof message.content === "string" && message.content.includes("Episode finished")
  )
}
