import { exportDataset as exportRoute } from "@/lib/contracts/exports"
import { streamBytes } from "@/lib/domain/byte-stream"
import { handle } from "@/lib/http/handle"
import { exportDataset } from "@/lib/services/dataset/export"

export const GET = handle(exportRoute, async (ctx, input) => {
  const { fileName, mediaType, chunks } = await exportDataset(ctx, input)
  return new Response(streamBytes(chunks), {
    headers: { "content-type": mediaType, "content-disposition": `attachment; filename="${fileName}"` },
  })
})
