import {
  createExperiment as createExperimentRoute,
  listExperiments as listExperimentsRoute,
} from "@/lib/contracts/experiments"
import { handle } from "@/lib/http/handle"
import { createExperiment } from "@/lib/services/experiment/create"
import { listExperiments } from "@/lib/services/experiment/list"

export const GET = handle(listExperimentsRoute, listExperiments)

export const POST = handle(createExperimentRoute, createExperiment)
