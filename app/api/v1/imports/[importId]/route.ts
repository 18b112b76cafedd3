import { deleteImport as deleteImportRoute, getImport as getImportRoute } from "@/lib/contracts/imports"
import { handle } from "@/lib/http/handle"
import { deleteImport } from "@/lib/services/import/delete"
import { getImport } from "@/lib/services/import/get"

export const GET = handle(getImportRoute, getImport)

export const DELETE = handle(deleteImportRoute, deleteImport)
