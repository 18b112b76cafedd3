import { createWriteStream } from "node:fs"
import { mkdir, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream } from "node:stream/web"
import { type Client, openClient } from "@/bin/commands/client"
import { type Command, readOptions, usageError } from "@/bin/commands/command"
import { checkDataset, type DatasetRecord, exportDataset, listDatasets } from "@/lib/contracts/datasets"
import { listExperiments } from "@/lib/contracts/experiments"
import { AppError } from "@/lib/domain/errors"

const FINDINGS_SHOWN = 10

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

async function findDataset(client: Client, name: string, experimentName?: string): Promise<DatasetRecord> {
  const found: { dataset: DatasetRecord; experiment: Experiment }[] = []
  for await (const experiment of listAllExperiments(client, experimentName)) {
    const { items } = await client.call(listDatasets, { experimentId: experiment.id, name, limit: 200 })
    const dataset = items.find((item) => item.name === name || item.id === name)
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

/** A file appears under its name only when it is whole. */
async function saveResponse(response: Response, path: string): Promise<void> {
  const partial = `${path}.partial`
  try {
    await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(partial))
    await rename(partial, path)
  } finally {
    await rm(partial, { force: true })
  }
}

async function exportTo(
  client: Client,
  dataset: DatasetRecord,
  folder: string,
  format: string,
): Promise<void> {
  const { experimentId, id: datasetId } = dataset
  const check = await client.call(checkDataset, { experimentId, datasetId, format })
  await mkdir(folder, { recursive: true })
  for (const { split, rows } of check.splits) {
    if (rows === 0) continue
    const path = join(folder, `${split}.jsonl`)
    await saveResponse(await client.download(exportDataset, { experimentId, datasetId, format, split }), path)
    process.stdout.write(`${path}: ${rows} rows\n`)
  }
  await writeFile(join(folder, "manifest.json"), `${JSON.stringify(dataset.manifest, null, 2)}\n`)
  for (const { split, line, level, message } of check.findings.slice(0, FINDINGS_SHOWN)) {
    process.stdout.write(`  ${level}, ${split}${line === null ? "" : ` line ${line}`}: ${message}\n`)
  }
  if (check.problemCount > 0) {
    const problems = check.problemCount === 1 ? "1 problem" : `${check.problemCount} problems`
    throw new AppError("INVALID_INPUT", `The files are written, and ${format} finds ${problems} in them.`)
  }
}

export const exportCommand: Command = {
  name: "export",
  summary: "Write the files of a dataset",
  help: `winnow export DATASET [--experiment NAME] [--out FOLDER] [--format FORMAT]

  DATASET             name or id of the dataset
  --experiment NAME   needed when two experiments have a dataset of that name
  --out FOLDER        where to write; the dataset's name unless given
  --format FORMAT     openai-chat

Writes one file per split and manifest.json, and checks the rows by the rules of the format.`,
  async run(args) {
    const text = { type: "string" } as const
    const options = { experiment: text, out: text, format: text }
    const { values, positionals } = readOptions(exportCommand, args, options)
    const [name, ...rest] = positionals
    if (!name || rest.length > 0) throw usageError(exportCommand, "Name one dataset")
    const client = openClient()
    const dataset = await findDataset(client, name, values.experiment)
    const folder = values.out ?? dataset.name.replace(/[^\p{L}\p{N}._-]+/gu, "-")
    await exportTo(client, dataset, folder, values.format ?? "openai-chat")
  },
}
