import { createHash } from "node:crypto"
import type { z } from "zod"
import type { exportDataset } from "@/lib/contracts/exports"
import type { Context } from "@/lib/db/context"
import { PRODUCT } from "@/lib/services/dataset/describe"
import { canonicalJson } from "@/lib/services/pipeline/canonical-json"

/**
 * Passes a file on and remembers its hash once it was made whole, so that `verify` can make it again and compare. The first
 * one stands: a later file with other bytes is what verification is for.
 */
export async function* recordExport(
  ctx: Context,
  { experimentId, datasetId, ...request }: z.output<(typeof exportDataset)["input"]>,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const digest = createHash("sha256")
  let byteCount = 0
  for await (const chunk of chunks) {
    digest.update(chunk)
    byteCount += chunk.length
    yield chunk
  }
  await ctx.db.prisma.datasetExport.createMany({
    data: {
      experimentId,
      datasetId,
      request: canonicalJson(request),
      sha256: digest.digest("hex"),
      byteCount: BigInt(byteCount),
      product: PRODUCT,
      createdAt: ctx.now(),
    },
    skipDuplicates: true,
  })
}
