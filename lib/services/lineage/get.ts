import type { Lineage, LineageFocus } from "@/lib/contracts/lineage"
import type { Context } from "@/lib/db/context"
import type { Dataset } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { addDatasets, addEvaluations } from "@/lib/services/lineage/add-datasets"
import { LineageGraph, lineageKey } from "@/lib/services/lineage/graph"

/** Of one run or model, as many datasets are read. */
const MOST_DATASETS = 51

const OLDEST_FIRST = [{ createdAt: "asc" as const }, { id: "asc" as const }]

function readDatasetsOf(ctx: Context, runIds: readonly string[], modelId: string): Promise<Dataset[]> {
  return ctx.db.prisma.dataset.findMany({
    where: {
      OR: [{ recipe: { runIds: { hasSome: [...runIds] } } }, { fineTunes: { some: { modelId } } }],
    },
    orderBy: OLDEST_FIRST,
    take: MOST_DATASETS,
  })
}

async function ofDataset(ctx: Context, id: string): Promise<LineageGraph> {
  const dataset = await ctx.db.prisma.dataset.findFirst({ where: { id } })
  if (!dataset) throw new AppError("NOT_FOUND", "There is no such dataset.")
  const graph = new LineageGraph(lineageKey("dataset", id))
  await addDatasets(ctx, graph, [dataset])
  return graph
}

/** A run is where datasets begin, and where the model that it tried was judged. */
async function ofRun(ctx: Context, id: string): Promise<LineageGraph> {
  const run = await ctx.db.prisma.run.findFirst({
    where: { id },
    include: { model: true, evaluation: { select: { id: true } } },
  })
  if (!run) throw new AppError("NOT_FOUND", "There is no such run.")
  const { experimentId, name, modelId, model, evaluation, successCount, episodeCount } = run
  const datasets = await readDatasetsOf(ctx, [id], modelId)
  const isSource = await ctx.db.prisma.recipe.count({
    where: { experimentId, runIds: { has: id }, datasets: { some: {} } },
  })
  const kind = evaluation && isSource === 0 ? "evaluation" : "run"
  const key = lineageKey(kind, id)
  const graph = new LineageGraph(key)
  await addDatasets(ctx, graph, datasets)
  const detail = `${successCount} of ${episodeCount} solved`
  graph.add({ key, kind, id, experimentId, title: name, detail })
  if (kind === "evaluation") {
    const modelKey = lineageKey("model", modelId)
    graph.add({
      key: modelKey,
      kind: "model",
      id: modelId,
      experimentId: null,
      title: model.name,
      detail: model.provider,
    })
    graph.link(modelKey, key)
  }
  return graph
}

/** A model comes of the dataset it was trained on, and its runs can be what others are made of. */
async function ofModel(ctx: Context, id: string): Promise<LineageGraph> {
  const model = await ctx.db.prisma.model.findUnique({
    where: { id },
    include: {
      trainedBy: { select: { id: true } },
      runs: { select: { id: true }, orderBy: OLDEST_FIRST, take: 500 },
    },
  })
  if (!model) throw new AppError("NOT_FOUND", "There is no such model.")
  const key = lineageKey("model", id)
  const teacher = lineageKey("teacher", id)
  const graph = new LineageGraph(key, teacher)
  await addDatasets(
    ctx,
    graph,
    await readDatasetsOf(
      ctx,
      model.runs.map((run) => run.id),
      id,
    ),
  )
  const { name: title, provider: detail, trainedBy } = model
  // Whoever only taught is there already; whoever was trained, or only judged, comes at the other end.
  if (trainedBy || !graph.has(teacher)) {
    graph.add({ key, kind: "model", id, experimentId: null, title, detail })
    await addEvaluations(ctx, graph, [id])
  }
  return graph
}

const GRAPHS = { dataset: ofDataset, run: ofRun, model: ofModel }

/** runs -> labels -> recipe -> dataset -> fine-tune -> model -> evaluation, as far as it touches what was asked about. */
export async function getLineage(ctx: Context, { kind, id }: LineageFocus): Promise<Lineage> {
  requirePermission(ctx.actor, "workspace.read")
  const graph = await GRAPHS[kind](ctx, id)
  return graph.finish()
}
