import { createImport as createImportRoute, listImports as listImportsRoute } from "@/lib/contracts/imports"
import { handle } from "@/lib/http/handle"
import { createImport } from "@/lib/services/import/create"
import { listImports } from "@/lib/services/import/list"

export const GET = handle(listImportsRoute, listImports)

export const POST = handle(createImportRoute, (ctx, input, request) => createImport(ctx, input, request.body))
