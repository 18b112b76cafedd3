import { createRun as createRunRoute, listRuns as listRunsRoute } from "@/lib/contracts/runs"
import { handle } from "@/lib/http/handle"
import { createRun } from "@/lib/services/run/create"
import { listRuns } from "@/lib/services/run/list"

export const GET = handle(listRunsRoute, listRuns)

export const POST = handle(createRunRoute, createRun)
