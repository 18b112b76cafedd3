import { readFileSync } from "node:fs"
import { join } from "node:path"
import { inject } from "vitest"
import { PROJECT_ROOT } from "@/bin/build/project-root"
import { call } from "@/lib/api-client/call"
import { createDataset } from "@/lib/contracts/datasets"
import { createEpisodes, listEpisodes } from "@/lib/contracts/episodes"
import { createExperiment } from "@/lib/contracts/experiments"
import { createRun } from "@/lib/contracts/runs"
import { localAuthorization } from "@/tests/e2e/session"

function readExample(model: string): string {
  const text = readFileSync(join(PROJECT_ROOT, "public/examples", `${model}.jsonl`), "utf8")
  const episodes = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
  return JSON.stringify(
    episodes.map(({ id, task_id, reward, tools, messages }, index) => ({
      externalId: id,
      taskKey: task_id,
      trial: Math.floor(index / 12),
      score: reward,
      stopReason: "completed",
      latencyMs: 1000 + 37 * index,
      costUsd: 0.001 + 0.0001 * (index % 7),
      tools,
      messages,
    })),
  )
}

/** Sends the bundled example over HTTP as a script would, and answers the addresses of every page that shows it. */
export async function importExample(): Promise<Record<string, string>> {
  const baseUrl = inject("baseUrl")
  const options = { baseUrl, headers: localAuthorization() }
  const experiment = await call(
    createExperiment,
    { name: `Library desk ${Date.now()}`, successRule: { metric: "score", min: 1 } },
    options,
  )
  const experimentId = experiment.id
  const models = ["desk-large", "desk-small"] as const
  const runs = await Promise.all(
    models.map((name, index) =>
      call(
        createRun,
        { experimentId, name, role: index === 0 ? "teacher" : "student", modelName: name, config: {} },
        options,
      ),
    ),
  )
  for (const [index, run] of runs.entries()) {
    const path = createEpisodes.path.replace("{experimentId}", experimentId).replace("{runId}", run.id)
    const response = await fetch(baseUrl + path, {
      method: "POST",
      headers: { ...options.headers, "content-type": "application/json" },
      body: readExample(models[index]!),
    })
    if (!response.ok) throw new Error(await response.text())
  }
  const runId = runs[0]!.id
  const { items } = await call(listEpisodes, { experimentId, limit: 1 }, options)
  const dataset = await call(
    createDataset,
    { experimentId, name: "desk", runIds: [runId], rules: [{ type: "success" }] },
    options,
  )
  const other = await call(
    createDataset,
    { experimentId, name: "desk, best", runIds: [runId], rules: [{ type: "taskCap", max: 1 }] },
    options,
  )
  const root = `/experiments/${experimentId}`
  return {
    origin: baseUrl,
    experiments: "/experiments",
    experiment: root,
    run: `${root}/runs/${runId}`,
    "run, priced as": `${root}/runs/${runId}?priceAs=openai/gpt-4.1`,
    evaluate: `${root}/evaluate`,
    episodes: `${root}/episodes`,
    reader: `${root}/episodes/${items[0]!.id}`,
    label: `${root}/label`,
    curate: `${root}/curate`,
    datasets: `${root}/datasets`,
    dataset: `${root}/datasets/${dataset.id}`,
    "datasets compared": `${root}/datasets/${other.id}/diff?from=${dataset.id}`,
    recipes: `${root}/recipes`,
    compare: `${root}/compare`,
    "compare, priced as": `${root}/compare?priceAs=teacher=openai/gpt-4.1`,
    shares: `${root}/shares`,
    monitors: `${root}/monitors`,
    models: "/models",
    model: `/models/${runs[0]!.model.id}`,
    import: "/import",
    "fine-tunes": "/fine-tunes",
    settings: "/settings",
    corpora: "/settings?tab=corpora",
    spending: "/settings?tab=spending",
    activity: "/activity",
  }
}
