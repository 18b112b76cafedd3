import { downloadImportRejects as downloadRejectsRoute } from "@/lib/contracts/imports"
import { handle } from "@/lib/http/handle"
import { streamText } from "@/lib/http/stream"
import { readImportRejects } from "@/lib/services/import/read-rejects"

export const GET = handle(downloadRejectsRoute, async (ctx, input) => {
  const lines = await readImportRejects(ctx, input)
  return new Response(streamText(lines), {
    headers: {
      "content-type": "application/x-ndjson",
      "content-disposition": `attachment; filename="rejects-${input.importId}.ndjson"`,
    },
  })
})
