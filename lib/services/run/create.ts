import { z } from "zod"
import { toolDefinitionSchema } from "@/lib/contracts/message"
import type { RunRecord, createRun as route } from "@/lib/contracts/runs"
import type { Context } from "@/lib/db/context"
import type { Model, Prisma } from "@/lib/db/generated/client"
import { newId } from "@/lib/db/new-id"
import { ensurePrompts, promptId } from "@/lib/db/prompt.sql"
import { withTransaction } from "@/lib/db/transaction"
import { createOrFind } from "@/lib/db/unique-violation"
import { AppError } from "@/lib/domain/errors"
import type { ToolDefinition } from "@/lib/domain/message"
import { requirePermission } from "@/lib/domain/policy"
import { countTokens } from "@/lib/domain/tokens/count-tokens"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { findOrCreateModel } from "@/lib/services/model/find-or-create"
import { getRun } from "@/lib/services/run/get"

type Input = z.output<(typeof route)["input"]>

/** @throws AppError INVALID_INPUT saying which definition is not one. */
export function parseTools(tools: readonly unknown[]): ToolDefinition[] {
  const parsed = z.array(toolDefinitionSchema).safeParse(tools)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = `tools.${issue?.path.join(".")}`
  throw new AppError("INVALID_INPUT", `${where}: ${issue?.message}.`, [
    { path: where, message: issue?.message ?? "invalid" },
  ])
}

async function storeTools(ctx: Context, tools: readonly unknown[] | undefined): Promise<string | null> {
  if (!tools?.length) return null
  const text = JSON.stringify(parseTools(tools))
  const prompt = { id: promptId(text), text, tokens: countTokens(text) }
  await withTransaction(ctx.db, (client) => ensurePrompts(client, [prompt]))
  return prompt.id
}

async function requireModel(ctx: Context, input: Input): Promise<Model> {
  if (input.modelId === undefined) return findOrCreateModel(ctx, input.modelName as string)
  const model = await ctx.db.prisma.model.findUnique({ where: { id: input.modelId } })
  if (!model) throw new AppError("NOT_FOUND", "There is no such model.")
  return model
}

/** A run of this name and model that is there already is the run; one of another model is a conflict. */
function requireSame(input: Input, model: Model, row: { id: string; modelId: string }): void {
  if (row.modelId !== model.id) {
    throw new AppError(
      "CONFLICT",
      `The run "${input.name}" belongs to another model. Give this one another name.`,
    )
  }
  if (input.id !== undefined && input.id !== row.id) {
    throw new AppError("CONFLICT", `There is already a run called "${input.name}" in this experiment.`)
  }
}

/**
 * Creates a run to post episodes to, with its model if the name is new. Asking again for the same name and model answers the
 * run that is there; tools given then are added if it had none.
 */
export async function createRun(ctx: Context, input: Input): Promise<RunRecord> {
  requirePermission(ctx.actor, "run.write")
  const { experimentId, name, role } = input
  await requireExperiment(ctx, experimentId)
  const toolsPromptId = await storeTools(ctx, input.tools)
  const model = await requireModel(ctx, input)
  const where = { experimentId_name: { experimentId, name } }
  const find = () => ctx.db.prisma.run.findUnique({ where })
  const data: Prisma.RunUncheckedCreateInput = {
    experimentId,
    id: input.id ?? newId(),
    name,
    role,
    modelId: model.id,
    config: input.config as Prisma.InputJsonObject,
    toolsPromptId,
    createdById: ctx.actor.userId,
    createdAt: ctx.now(),
  }
  const row = (await find()) ?? (await createOrFind(() => ctx.db.prisma.run.create({ data }), find))
  if (!row) throw new AppError("CONFLICT", "There is already a run with this id in this experiment.")
  requireSame(input, model, row)
  if (toolsPromptId && row.toolsPromptId === null) {
    await ctx.db.prisma.run.update({ where, data: { toolsPromptId } })
  }
  return getRun(ctx, { experimentId, runId: row.id })
}
