import { manifestSchema } from "@/lib/contracts/manifest"
import type { Context } from "@/lib/db/context"
import type { Dataset } from "@/lib/db/generated/client"
import { type LineageGraph, lineageKey } from "@/lib/services/lineage/graph"
import { partsOf } from "@/lib/services/pipeline/parts"

/** What is read downstream of one dataset; more only says that there is more. */
const MOST = 50

function addDataset(graph: LineageGraph, { experimentId, id, name, manifest: stored }: Dataset): string {
  const { runs, recipe, labels, counts } = manifestSchema.parse(stored)
  const dataset = lineageKey("dataset", id)
  const recipeKey = lineageKey("recipe", recipe.id)
  const labelsKey = lineageKey("labels", id)
  for (const run of runs) {
    const key = lineageKey("run", run.id)
    const detail = `${run.episodes} episodes`
    graph.add({ key, kind: "run", id: run.id, experimentId, title: run.name, detail })
    graph.link(key, recipeKey)
    graph.link(key, labelsKey)
  }
  const labelled = labels.good + labels.bad + labels.unsure
  if (labelled > 0) {
    const detail = `${labels.good} good, ${labels.bad} bad`
    graph.add({ key: labelsKey, kind: "labels", id, experimentId, title: `${labelled} labels`, detail })
    graph.link(labelsKey, dataset)
  }
  const rules = recipe.rules.length === 1 ? "1 rule" : `${recipe.rules.length} rules`
  const title = `${recipe.name} v${recipe.version}`
  graph.add({ key: recipeKey, kind: "recipe", id: recipe.id, experimentId, title, detail: rules })
  const detail = `${counts.episodes} episodes`
  graph.add({ key: dataset, kind: "dataset", id, experimentId, title: name, detail })
  graph.link(recipeKey, dataset)
  return dataset
}

/** Who acted in the runs that the datasets were made of. */
async function addTeachers(ctx: Context, graph: LineageGraph, datasets: readonly Dataset[]): Promise<void> {
  const ids = datasets.flatMap(({ manifest }) => manifestSchema.parse(manifest).runs.map(({ id }) => id))
  const runs = await ctx.db.prisma.run.findMany({
    where: { id: { in: ids } },
    select: { id: true, model: { select: { id: true, name: true, provider: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  })
  for (const { id, model } of runs) {
    const key = lineageKey("teacher", model.id)
    const { name: title, provider: detail } = model
    graph.add({ key, kind: "teacher", id: model.id, experimentId: null, title, detail })
    graph.link(key, lineageKey("run", id))
  }
}

async function readPipelines(ctx: Context, experimentId: string): Promise<Map<string, string>> {
  const pipelines = await ctx.db.prisma.pipeline.findMany({ where: { experimentId }, select: { id: true } })
  return new Map(pipelines.map(({ id }) => [partsOf(id).fineTuneId, id]))
}

/** Runs of evaluations, wherever a model was judged. */
export async function addEvaluations(
  ctx: Context,
  graph: LineageGraph,
  modelIds: readonly string[],
): Promise<void> {
  const runs = await ctx.db.prisma.run.findMany({
    where: { modelId: { in: [...modelIds] }, evaluation: { isNot: null } },
    select: {
      experimentId: true,
      id: true,
      name: true,
      modelId: true,
      successCount: true,
      episodeCount: true,
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MOST + 1,
  })
  if (runs.length > MOST) graph.isPartial = true
  for (const { experimentId, id, name, modelId, successCount, episodeCount } of runs
    .slice(0, MOST)
    .reverse()) {
    // A run that the dataset was made of is where it began, though an evaluation made it.
    if (graph.has(lineageKey("run", id))) continue
    const key = lineageKey("evaluation", id)
    const detail = `${successCount} of ${episodeCount} solved`
    graph.add({ key, kind: "evaluation", id, experimentId, title: name, detail })
    graph.link(lineageKey("model", modelId), key)
  }
}

/** The datasets with all that they were made of and all that was made of them. */
export async function addDatasets(
  ctx: Context,
  graph: LineageGraph,
  datasets: readonly Dataset[],
): Promise<void> {
  if (datasets.length > MOST) graph.isPartial = true
  const shown = datasets.slice(0, MOST)
  await addTeachers(ctx, graph, shown)
  for (const dataset of shown) addDataset(graph, dataset)
  const fineTunes = await ctx.db.prisma.fineTune.findMany({
    where: { datasetId: { in: shown.map(({ id }) => id) } },
    include: { model: { select: { id: true, name: true, provider: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  })
  const experiments = [...new Set(shown.map(({ experimentId }) => experimentId))]
  const pipelines = new Map(
    (await Promise.all(experiments.map((id) => readPipelines(ctx, id)))).flatMap((known) => [...known]),
  )
  for (const { experimentId, id, datasetId, provider, baseModel, status, leakOverride, model } of fineTunes) {
    const key = lineageKey("fineTune", id)
    const detail = leakOverride ? `leaks known, ${status}` : status
    const pipelineId = pipelines.get(id) ?? null
    graph.add({
      key,
      kind: "fineTune",
      id,
      experimentId,
      title: `${provider} ${baseModel}`,
      detail,
      pipelineId,
    })
    graph.link(lineageKey("dataset", datasetId), key)
    if (!model) continue
    const modelKey = lineageKey("model", model.id)
    const made = { id: model.id, experimentId: null, title: model.name, detail: model.provider }
    graph.add({ key: modelKey, kind: "model", ...made })
    graph.link(key, modelKey)
  }
  await addEvaluations(
    ctx,
    graph,
    fineTunes.flatMap(({ modelId }) => modelId ?? []),
  )
}
