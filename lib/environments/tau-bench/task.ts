import { z } from "zod"
import type { Split } from "@/lib/domain/episode"
import { AppError } from "@/lib/domain/errors"
import type { TaskSpec } from "../environment"
import { dictAt, dictsAt, textAt, textsAt } from "./fields"
import type { PythonValue } from "./python/value"
import { writeJson } from "./python/write-json"

/** A gold action; `arguments` is JSON text, because ints and floats and the order of keys must survive storage. */
const actionSchema = z.object({ name: z.string(), arguments: z.string() })

const taskDataSchema = z.object({
  userId: z.string(),
  instruction: z.string(),
  outputs: z.array(z.string()),
  actions: z.array(actionSchema),
})

export type GoldAction = z.infer<typeof actionSchema>

export type TaskData = z.infer<typeof taskDataSchema>

export function requireTaskData(task: TaskSpec): TaskData {
  const parsed = taskDataSchema.safeParse(task.data)
  if (parsed.success) return parsed.data
  throw new AppError("INVALID_INPUT", `Task ${task.key} does not hold a tau-bench task.`)
}

/**
 * The task at `index` of its file. Test tasks keep the number they have in recorded results as their key, so that recorded
 * runs and ours pair up; the other splits name themselves.
 *
 * @throws ToolError when a field is missing or has the wrong type.
 */
export function readTask(value: PythonValue, index: number, split: Split): TaskSpec {
  const fields = value instanceof Map ? value : new Map<string, PythonValue>()
  const actions = dictsAt(fields, "actions").map((action) => ({
    name: textAt(action, "name"),
    arguments: writeJson(dictAt(action, "kwargs")),
  }))
  const instruction = textAt(fields, "instruction")
  const data: TaskData = {
    userId: textAt(fields, "user_id"),
    instruction,
    outputs: textsAt(fields, "outputs"),
    actions,
  }
  return {
    key: split === "test" ? String(index) : `${split}-${index}`,
    split,
    group: family(actions),
    title: instruction.length > 100 ? `${instruction.slice(0, 99)}…` : instruction,
    data: { ...data },
  }
}

/** What the task asks to change, as the sorted names of the gold actions that change something. */
function family(actions: readonly GoldAction[]): string {
  const writes = actions.map((action) => action.name).filter((name) => CHANGES.test(name))
  return [...new Set(writes)].sort().join(" + ") || "no change"
}

const CHANGES = /^(book|cancel|exchange|modify|return|send|update)_/
