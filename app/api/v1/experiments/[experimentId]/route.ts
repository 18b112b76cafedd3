import {
  deleteExperiment as deleteExperimentRoute,
  getExperiment as getExperimentRoute,
  updateExperiment as updateExperimentRoute,
} from "@/lib/contracts/experiments"
import { handle } from "@/lib/http/handle"
import { deleteExperiment } from "@/lib/services/experiment/delete"
import { getExperiment } from "@/lib/services/experiment/get"
import { updateExperiment } from "@/lib/services/experiment/update"

export const GET = handle(getExperimentRoute, getExperiment)

export const PATCH = handle(updateExperimentRoute, updateExperiment)

export const DELETE = handle(deleteExperimentRoute, deleteExperiment)
