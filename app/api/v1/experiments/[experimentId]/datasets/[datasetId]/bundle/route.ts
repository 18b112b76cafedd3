import { downloadBundle as bundleRoute } from "@/lib/contracts/bundles"
import { streamBytes } from "@/lib/domain/byte-stream"
import { handle } from "@/lib/http/handle"
import { bundleDataset } from "@/lib/services/dataset/bundle"

export const GET = handle(bundleRoute, async (ctx, input) => {
  const { fileName, chunks } = await bundleDataset(ctx, input)
  return new Response(streamBytes(chunks), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${fileName}"`,
    },
  })
})
