import * as activity from "@/lib/contracts/activity"
import * as agreement from "@/lib/contracts/agreement"
import * as backup from "@/lib/contracts/backup"
import * as breakEven from "@/lib/contracts/break-even"
import * as bundles from "@/lib/contracts/bundles"
import * as chat from "@/lib/contracts/chat"
import * as compare from "@/lib/contracts/compare"
import * as compareFacets from "@/lib/contracts/compare-facets"
import * as compareLatency from "@/lib/contracts/compare-latency"
import * as connections from "@/lib/contracts/connections"
import * as corpora from "@/lib/contracts/corpora"
import * as curation from "@/lib/contracts/curation"
import * as datasetChecks from "@/lib/contracts/dataset-checks"
import * as datasets from "@/lib/contracts/datasets"
import * as demo from "@/lib/contracts/demo"
import * as deployments from "@/lib/contracts/deployments"
import * as divergences from "@/lib/contracts/divergences"
import * as environments from "@/lib/contracts/environments"
import * as episodes from "@/lib/contracts/episodes"
import * as evaluations from "@/lib/contracts/evaluations"
import * as evidence from "@/lib/contracts/evidence"
import * as experiments from "@/lib/contracts/experiments"
import * as datasetExports from "@/lib/contracts/exports"
import * as fineTunes from "@/lib/contracts/fine-tunes"
import * as handOvers from "@/lib/contracts/hand-overs"
import * as imports from "@/lib/contracts/imports"
import * as invitations from "@/lib/contracts/invitations"
import * as judges from "@/lib/contracts/judges"
import * as keys from "@/lib/contracts/keys"
import * as labelSchema from "@/lib/contracts/label-schema"
import * as labels from "@/lib/contracts/labels"
import * as lineage from "@/lib/contracts/lineage"
import * as live from "@/lib/contracts/live"
import * as me from "@/lib/contracts/me"
import * as models from "@/lib/contracts/models"
import * as monitors from "@/lib/contracts/monitors"
import * as pipelines from "@/lib/contracts/pipelines"
import * as prices from "@/lib/contracts/prices"
import * as providers from "@/lib/contracts/providers"
import * as queues from "@/lib/contracts/queues"
import * as recipes from "@/lib/contracts/recipes"
import * as removals from "@/lib/contracts/removals"
import type { Route } from "@/lib/contracts/route"
import * as router from "@/lib/contracts/router"
import * as runs from "@/lib/contracts/runs"
import * as savedViews from "@/lib/contracts/saved-views"
import * as scans from "@/lib/contracts/scans"
import * as setOperations from "@/lib/contracts/set-operations"
import * as shares from "@/lib/contracts/shares"
import * as spending from "@/lib/contracts/spending"
import * as steps from "@/lib/contracts/steps"
import * as system from "@/lib/contracts/system"
import * as tasks from "@/lib/contracts/tasks"
import * as users from "@/lib/contracts/users"
import * as verification from "@/lib/contracts/verification"
import * as webhook from "@/lib/contracts/webhook"
import * as weights from "@/lib/contracts/weights"

const contracts = [
  experiments,
  runs,
  savedViews,
  scans,
  setOperations,
  tasks,
  episodes,
  live,
  steps,
  labels,
  labelSchema,
  queues,
  judges,
  agreement,
  models,
  prices,
  connections,
  chat,
  imports,
  corpora,
  recipes,
  curation,
  evidence,
  weights,
  datasets,
  datasetChecks,
  lineage,
  datasetExports,
  bundles,
  compare,
  divergences,
  compareFacets,
  compareLatency,
  breakEven,
  router,
  shares,
  monitors,
  environments,
  evaluations,
  pipelines,
  demo,
  users,
  invitations,
  keys,
  me,
  system,
  backup,
  fineTunes,
  handOvers,
  deployments,
  webhook,
  providers,
  removals,
  verification,
  spending,
  activity,
]

function isRoute(value: unknown): value is Route {
  return typeof value === "object" && value !== null && "path" in value && "permission" in value
}

/** Every route of the HTTP API: what the OpenAPI document and the inventory test iterate. A new contract file joins above. */
export const ROUTES: readonly Route[] = contracts.flatMap((contract) =>
  Object.values(contract).filter(isRoute),
)
