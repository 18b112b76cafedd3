import type { z } from "zod"
import { AppError } from "@/lib/domain/errors"
import type { TaskSpec } from "../environment"
import { type Question, questionSchema } from "./config"

const taskDataSchema = questionSchema.pick({ question: true, answer: true, titles: true })

export function toTask({ key, split, group, question, answer, titles }: Question): TaskSpec {
  return { key, split, group, title: question, data: { question, answer, titles } }
}

export function requireTaskData(task: TaskSpec): z.output<typeof taskDataSchema> {
  const parsed = taskDataSchema.safeParse(task.data)
  if (parsed.success) return parsed.data
  throw new AppError("INVALID_INPUT", `Task ${task.key} is not a question of multi-hop retrieval.`)
}
