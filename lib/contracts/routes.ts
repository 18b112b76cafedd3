import * as episodes from "@/lib/contracts/episodes"
import * as experiments from "@/lib/contracts/experiments"
import * as imports from "@/lib/contracts/imports"
import * as labels from "@/lib/contracts/labels"
import * as models from "@/lib/contracts/models"
import type { Route } from "@/lib/contracts/route"
import * as runs from "@/lib/contracts/runs"
import * as steps from "@/lib/contracts/steps"
import * as tasks from "@/lib/contracts/tasks"

const contracts = [experiments, runs, tasks, episodes, steps, labels, models, imports]

function isRoute(value: unknown): value is Route {
  return typeof value === "object" && value !== null && "path" in value && "permission" in value
}

/** Every route of the HTTP API: what the OpenAPI document and the inventory test iterate. A new contract file joins above. */
export const ROUTES: readonly Route[] = contracts.flatMap((contract) =>
  Object.values(contract).filter(isRoute),
)
