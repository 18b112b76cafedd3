import { readBearer } from "@/lib/auth/bearer"
import { downloadHandOver as route } from "@/lib/contracts/hand-overs"
import { streamBytes } from "@/lib/domain/byte-stream"
import { handle } from "@/lib/http/handle"
import { bundleHandOver } from "@/lib/services/hand-over/bundle"

export const GET = handle(route, async (ctx, _input, request) => {
  const chunks = await bundleHandOver(ctx, readBearer(request.headers.get("authorization")))
  return new Response(streamBytes(chunks), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": 'attachment; filename="winnow-run.zip"',
    },
  })
})
