import { z } from "zod"
import { type HostedJobRecord, hostedJobSchema } from "@/lib/contracts/fine-tunes"
import type { Context } from "@/lib/db/context"
import type { FineTune } from "@/lib/db/generated/client"
import { explainRefusal, toRefusal } from "@/lib/domain/refusal"
import { getTrainer } from "@/lib/providers/registry"
import { isOwnMachine, REMOTE_PROVIDER } from "@/lib/services/fine-tune/hosted-providers"
import { presentHandOver } from "@/lib/services/hand-over/present-hand-over"

const handleSchema = z.object({ id: z.string() })
const modelSchema = z.object({ model: z.string() })

function describeStage(row: FineTune): string {
  if (row.status !== "queued" && row.status !== "running") return row.status
  if (row.cancelRequestedAt) return "cancelling"
  if (row.status === "queued") return "waiting for a worker"
  if (row.handle) return row.providerStatus ?? "created"
  if (row.createStartedAt) return "creating the job"
  return Object.keys(row.uploads as object).length > 0 ? "the file is being checked" : "uploading the file"
}

function presentRefusal(row: FineTune): HostedJobRecord["refusal"] {
  const kind = toRefusal(row.refusal)
  if (!kind) return null
  const { title, advice } = explainRefusal(kind)
  return { kind, title, advice, message: (row.error ?? "").replace(`${title}: `, "") }
}

export async function presentHostedJob(ctx: Context, row: FineTune): Promise<HostedJobRecord> {
  const trainer = getTrainer(row.provider)
  const isHandedOver = row.provider === REMOTE_PROVIDER
  const [connection, model, handOver] = await Promise.all([
    row.connectionId
      ? ctx.db.prisma.connection.findUnique({ where: { id: row.connectionId }, select: { name: true } })
      : null,
    row.modelId
      ? ctx.db.prisma.model.findUnique({ where: { id: row.modelId }, select: { config: true } })
      : null,
    isHandedOver
      ? ctx.db.prisma.handOver.findFirst({
          where: { experimentId: row.experimentId, fineTuneId: row.id },
          orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        })
      : null,
  ])
  return {
    provider: row.provider,
    providerTitle: trainer?.title ?? row.provider,
    isOwn: isOwnMachine(row.provider),
    connectionId: row.connectionId,
    connectionName: connection?.name ?? null,
    baseModel: row.baseModel,
    status: hostedJobSchema.shape.status.catch("running").parse(row.status),
    stage: describeStage(row),
    providerStatus: row.providerStatus,
    jobId: handleSchema.safeParse(row.handle).data?.id ?? null,
    requestId: row.requestId,
    attempt: row.attempt,
    progress: row.progress,
    refusal: presentRefusal(row),
    checkpoints: hostedJobSchema.shape.checkpoints.catch([]).parse(row.checkpoints),
    trainedTokens: row.trainedTokens === null ? null : Number(row.trainedTokens),
    failures: row.failures,
    nextPollAt: row.nextPollAt?.toISOString() ?? null,
    cancelRequested: row.cancelRequestedAt !== null,
    canPause: trainer?.capabilities.pause ?? false,
    model: modelSchema.safeParse(model?.config).data?.model ?? null,
    isHandedOver,
    handOver: handOver && presentHandOver(handOver, ctx.now()),
  }
}
