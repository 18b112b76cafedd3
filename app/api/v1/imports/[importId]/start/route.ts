import { startImport as startImportRoute } from "@/lib/contracts/imports"
import { handle } from "@/lib/http/handle"
import { startImport } from "@/lib/services/import/start"

export const POST = handle(startImportRoute, startImport)
