import type { EntityMarkerProps } from "@/components/ui/entity-marker"
import type { RunRecord } from "@/lib/contracts/runs"

export type RunEntity = Pick<EntityMarkerProps, "index" | "shape">

type EntityRun = Pick<RunRecord, "id" | "role" | "createdAt"> & { model: { id: string } }

const BASELINE: RunEntity = { index: null }

/**
 * The mark of every run of an experiment, by run id. A model has one colour and shape for ever: they go by the order in
 * which models first ran, so a new run changes nobody's. Baselines are grey and keep the shape of their model.
 */
export function runEntities(runs: readonly EntityRun[]): (runId: string) => RunEntity {
  const inOrder = runs.toSorted((left, right) =>
    left.createdAt === right.createdAt
      ? left.id.localeCompare(right.id)
      : left.createdAt.localeCompare(right.createdAt),
  )
  const modelIds = inOrder.filter(({ role }) => role !== "baseline").map(({ model }) => model.id)
  const order = [...new Set(modelIds)]
  const entities = new Map(inOrder.map((run) => [run.id, toEntity(run, order)]))
  return (runId) => entities.get(runId) ?? BASELINE
}

function toEntity(run: EntityRun, order: readonly string[]): RunEntity {
  const index = order.indexOf(run.model.id)
  if (run.role !== "baseline") return { index }
  return index < 0 ? BASELINE : { index: null, shape: index }
}
