import { listExportFormats as formatsRoute } from "@/lib/contracts/exports"
import { handle } from "@/lib/http/handle"
import { listExportFormats } from "@/lib/services/dataset/list-formats"

export const GET = handle(formatsRoute, listExportFormats)
