import { createWriteStream } from "node:fs"
import { mkdir, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream } from "node:stream/web"
import { type Client, openClient } from "@/bin/commands/client"
import { type Command, readOptions, usageError } from "@/bin/commands/command"
import { findDataset } from "@/bin/commands/find-dataset"
import type { DatasetRecord } from "@/lib/contracts/datasets"
import { checkDataset, type ExportCheck, exportDataset, listExportFormats } from "@/lib/contracts/exports"
import type { RouteInput } from "@/lib/contracts/route"
import { AppError } from "@/lib/domain/errors"
import { LOSSES, ROW_FIXES, ROW_UNITS, WEIGHT_USES } from "@/lib/domain/export-options"

const FINDINGS_SHOWN = 10

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

type Options = Omit<RouteInput<typeof checkDataset>, "experimentId" | "datasetId">

function printFindings({ findings, applied }: ExportCheck): void {
  for (const { split, line, step, level, message, fix } of findings.slice(0, FINDINGS_SHOWN)) {
    const place = [split, line === null ? "" : ` line ${line}`, step === null ? "" : ` step ${step}`].join("")
    const remedy = fix === null ? "" : fix.kind === "drop" ? " (drop)" : ` (truncate at step ${fix.step})`
    process.stdout.write(`  ${level}, ${place}: ${message}${remedy}\n`)
  }
  const { dropped, truncated } = applied
  if (dropped + truncated > 0) process.stdout.write(`  ${dropped} rows dropped, ${truncated} truncated\n`)
}

/** Nothing is written while a row breaks a rule and no fix is chosen. */
function requireSoundRows({ refusedRows, fixes, format }: ExportCheck): void {
  if (refusedRows === 0) return
  const rows = refusedRows === 1 ? "1 row breaks" : `${refusedRows} rows break`
  throw new AppError(
    "INVALID_INPUT",
    `Nothing is written: ${rows} the rules of ${format}. Use --fix drop, or --fix truncate to keep the beginning of ${fixes.truncatable}.`,
  )
}

async function exportTo(
  client: Client,
  dataset: DatasetRecord,
  folder: string,
  options: Options,
): Promise<void> {
  const key = { experimentId: dataset.experimentId, datasetId: dataset.id, ...options }
  const check = await client.call(checkDataset, key)
  printFindings(check)
  requireSoundRows(check)
  await mkdir(folder, { recursive: true })
  for (const { split, rows, trainedTokens } of check.splits) {
    if (rows === 0) continue
    const path = join(folder, `${split}.${check.extension}`)
    await saveResponse(await client.download(exportDataset, { ...key, split }), path)
    process.stdout.write(`${path}: ${rows} rows, about ${trainedTokens} tokens trained on\n`)
  }
  await writeFile(join(folder, "manifest.json"), `${JSON.stringify(dataset.manifest, null, 2)}\n`)
  if (check.usage !== null) process.stdout.write(`${check.usage}\n`)
  if (check.problemCount > 0) {
    const problems = check.problemCount === 1 ? "1 problem" : `${check.problemCount} problems`
    throw new AppError(
      "INVALID_INPUT",
      `The files are written, and ${check.format} finds ${problems} in them.`,
    )
  }
}

async function printFormats(client: Client, { experimentId, id: datasetId }: DatasetRecord): Promise<void> {
  const { items } = await client.call(listExportFormats, { experimentId, datasetId })
  for (const { id, description } of items) process.stdout.write(`${id.padEnd(22)}  ${description}\n`)
}

export const exportCommand: Command = {
  name: "export",
  summary: "Write the files of a dataset",
  help: `winnow export DATASET [--experiment NAME] [--out FOLDER] [--format FORMAT] [--rows UNIT] [--loss OVER] [--fix HOW]

  DATASET             name or id of the dataset
  --experiment NAME   needed when two experiments have a dataset of that name
  --out FOLDER        where to write; the dataset's name unless given
  --format FORMAT     openai-chat unless given; --formats lists them
  --rows UNIT         episode or turn: a row for each episode, or for each reply with all before it
  --loss OVER         assistant or all: what the trainer takes the loss over
  --weights USE       apply or ignore: of a weighted dataset, written where the format can, else episodes are drawn by weight
  --fix HOW           drop or truncate the rows that break a rule of the format; without it nothing is written
  --max-tokens N      longest row, besides what the format allows
  --formats           list the formats that the dataset can be written in

Checks every row by the rules of the format, then writes one file per split and manifest.json.`,
  async run(args) {
    const text = { type: "string" } as const
    const { values, positionals } = readOptions(exportCommand, args, {
      experiment: text,
      out: text,
      format: text,
      rows: text,
      loss: text,
      fix: text,
      weights: text,
      "max-tokens": text,
      formats: { type: "boolean" },
    })
    const [name, ...rest] = positionals
    if (!name || rest.length > 0) throw usageError(exportCommand, "Name one dataset")
    const options = readExportOptions(values)
    const client = openClient()
    const dataset = await findDataset(client, name, values.experiment)
    if (values.formats) return printFormats(client, dataset)
    const folder = values.out ?? dataset.name.replace(/[^\p{L}\p{N}._-]+/gu, "-")
    await exportTo(client, dataset, folder, options)
  },
}

type TextOptions = Partial<Record<"format" | "rows" | "loss" | "fix" | "weights" | "max-tokens", string>>

function readExportOptions(values: TextOptions): Options {
  return {
    format: values.format,
    rows: oneOf("rows", values.rows, ROW_UNITS),
    weights: oneOf("weights", values.weights, WEIGHT_USES),
    loss: oneOf("loss", values.loss, LOSSES),
    fix: oneOf("fix", values.fix, ROW_FIXES),
    maxTokens: values["max-tokens"],
  }
}

function oneOf<Value extends string>(
  option: string,
  value: string | undefined,
  known: readonly Value[],
): Value | undefined {
  if (value === undefined) return undefined
  const found = known.find((one) => one === value)
  if (found === undefined) throw usageError(exportCommand, `--${option} must be one of ${known.join(", ")}`)
  return found
}
