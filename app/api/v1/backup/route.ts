import { Readable } from "node:stream"
import { downloadBackup as downloadRoute, restoreBackup as restoreRoute } from "@/lib/contracts/backup"
import { handle } from "@/lib/http/handle"
import { readBackup } from "@/lib/services/backup/read"
import { restoreBackup } from "@/lib/services/backup/restore"

export const GET = handle(downloadRoute, async (ctx) => {
  const body = Readable.toWeb(readBackup(ctx)) as ReadableStream
  return new Response(body, {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="winnow-${ctx.now().toISOString().slice(0, 10)}.backup"`,
    },
  })
})

export const POST = handle(restoreRoute, (ctx, _input, request) => restoreBackup(ctx, request.body))
