import { listImportRejects as listImportRejectsRoute } from "@/lib/contracts/imports"
import { handle } from "@/lib/http/handle"
import { listImportRejects } from "@/lib/services/import/list-rejects"

export const GET = handle(listImportRejectsRoute, listImportRejects)
