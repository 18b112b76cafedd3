import type { z } from "zod"
import type { RouteOutput } from "@/lib/contracts/route"
import type { getStepText as route } from "@/lib/contracts/steps"
import type { Context } from "@/lib/db/context"
import { readSteps } from "@/lib/db/step.sql"
import { AppError } from "@/lib/domain/errors"
import type { Message } from "@/lib/domain/message"
import { requirePermission } from "@/lib/domain/policy"

function textOf(message: Message, field: "content" | "reasoning"): string {
  if (field === "content") return message.content ?? ""
  return message.role === "assistant" ? (message.reasoning ?? "") : ""
}

/** A range of one text of a step, in UTF-16 code units; a pair of them is never parted. @throws AppError NOT_FOUND */
export async function getStepText(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const [row] = await readSteps(ctx.db, input, input.idx, input.idx + 1)
  if (!row) throw new AppError("NOT_FOUND", "There is no such step in this episode.")
  const text = textOf(JSON.parse(row.text) as Message, input.field)
  const isLowHalf = (at: number) => at < text.length && (text.charCodeAt(at) & 0xfc00) === 0xdc00
  const from = isLowHalf(input.from) ? input.from - 1 : input.from
  const to = input.from + input.length
  const end = isLowHalf(to) ? to - 1 : to
  return {
    text: text.slice(from, end).toWellFormed(),
    total: text.length,
    nextFrom: end < text.length ? end : null,
  }
}
