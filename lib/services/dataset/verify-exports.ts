import { createHash } from "node:crypto"
import type { Verification } from "@/lib/contracts/dataset-checks"
import { exportDataset as route } from "@/lib/contracts/exports"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { exportDataset } from "@/lib/services/dataset/export"

type Made = Verification["exports"][number]

/** Null for a file that cannot be made any more. */
async function hashAgain(ctx: Context, input: unknown): Promise<string | null> {
  try {
    const { chunks } = await exportDataset(ctx, route.input.parse(input))
    const digest = createHash("sha256")
    for await (const chunk of chunks) digest.update(chunk)
    return digest.digest("hex")
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Every file that was ever downloaded whole, made again byte for byte. */
export async function remakeExports(
  ctx: Context,
  key: { experimentId: string; datasetId: string },
): Promise<Made[]> {
  const recorded = await ctx.db.prisma.datasetExport.findMany({
    where: key,
    orderBy: [{ createdAt: "asc" }, { request: "asc" }],
  })
  const made: Made[] = []
  for (const { request, sha256, byteCount, product, createdAt } of recorded) {
    const input = { ...(JSON.parse(request) as Record<string, unknown>), ...key }
    const { experimentId: _e, datasetId: _d, format, split, ...options } = route.input.parse(input)
    made.push({
      format,
      split,
      options,
      sha256,
      now: await hashAgain(ctx, input),
      byteCount: Number(byteCount),
      product,
      createdAt: createdAt.toISOString(),
    })
  }
  return made
}
