import { exportDataset as exportRoute } from "@/lib/contracts/exports"
import { handle } from "@/lib/http/handle"
import { streamBytes } from "@/lib/http/stream"
import { exportDataset } from "@/lib/services/dataset/export"

export const GET = handle(exportRoute, async (ctx, input) => {
  const { fileName, mediaType, chunks } = await exportDataset(ctx, input)
  return new Response(streamBytes(chunks), {
    headers: { "content-type": mediaType, "content-disposition": `attachment; filename="${fileName}"` },
  })
})
