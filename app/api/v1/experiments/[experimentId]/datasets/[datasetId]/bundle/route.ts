import { downloadBundle as bundleRoute } from "@/lib/contracts/bundles"
import { handle } from "@/lib/http/handle"
import { streamBytes } from "@/lib/http/stream"
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
