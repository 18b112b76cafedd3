import {
  deleteRun as deleteRunRoute,
  getRun as getRunRoute,
  updateRun as updateRunRoute,
} from "@/lib/contracts/runs"
import { handle } from "@/lib/http/handle"
import { deleteRun } from "@/lib/services/run/delete"
import { getRun } from "@/lib/services/run/get"
import { updateRun } from "@/lib/services/run/update"

export const GET = handle(getRunRoute, getRun)

export const PATCH = handle(updateRunRoute, updateRun)

export const DELETE = handle(deleteRunRoute, deleteRun)
