import { cancelImport as cancelImportRoute } from "@/lib/contracts/imports"
import { handle } from "@/lib/http/handle"
import { cancelImport } from "@/lib/services/import/cancel"

export const POST = handle(cancelImportRoute, cancelImport)
