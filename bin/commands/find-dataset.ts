import type { Client } from "@/bin/commands/client"
import { type DatasetRecord, getDataset, listDatasets } from "@/lib/contracts/datasets"
import { listExperiments } from "@/lib/contracts/experiments"
import { idSchema } from "@/lib/contracts/list"
import { AppError } from "@/lib/domain/errors"

interface Experiment {
  id: string
  name: string
}

async function* listAllExperiments(client: Client, name: string | undefined): AsyncGenerator<Experiment> {
  for (let cursor: string | undefined; ; ) {
    const page = await client.call(listExperiments, { archived: "include", limit: 200, name, cursor })
    yield* name === undefined ? page.items : page.items.filter((experiment) => experiment.name === name)
    if (page.nextCursor === null) return
    cursor = page.nextCursor
  }
}

async function findInExperiment(
  client: Client,
  experimentId: string,
  name: string,
): Promise<DatasetRecord | undefined> {
  const { items } = await client.call(listDatasets, { experimentId, name, limit: 1 })
  if (items[0] || !idSchema.safeParse(name).success) return items[0]
  try {
    return await client.call(getDataset, { experimentId, datasetId: name })
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return undefined
    throw error
  }
}

/** The dataset of a name or id. @throws AppError NOT_FOUND, or CONFLICT when two experiments have one. */
export async function findDataset(
  client: Client,
  name: string,
  experimentName?: string,
): Promise<DatasetRecord> {
  const found: { dataset: DatasetRecord; experiment: Experiment }[] = []
  for await (const experiment of listAllExperiments(client, experimentName)) {
    const dataset = await findInExperiment(client, experiment.id, name)
    if (dataset) found.push({ dataset, experiment })
  }
  const [first, ...others] = found
  if (!first) throw new AppError("NOT_FOUND", `There is no dataset called "${name}".`)
  if (others.length === 0) return first.dataset
  const names = found.map(({ experiment }) => `"${experiment.name}"`).join(", ")
  throw new AppError(
    "CONFLICT",
    `The experiments ${names} each have a dataset "${name}"; choose with --experiment.`,
  )
}
