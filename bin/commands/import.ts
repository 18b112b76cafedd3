import { createReadStream, readFileSync, statSync } from "node:fs"
import { basename, extname } from "node:path"
import { Readable } from "node:stream"
import { setTimeout as delay } from "node:timers/promises"
import { type Client, openClient } from "@/bin/commands/client"
import { type Command, readOptions, usageError } from "@/bin/commands/command"
import { ProgressBar } from "@/bin/commands/progress-bar"
import {
  cancelImport,
  createImport,
  getImport,
  type ImportRecord,
  listImportRejects,
  startImport,
} from "@/lib/contracts/imports"
import { RUN_ROLES, type RunRole } from "@/lib/contracts/runs"
import { AppError } from "@/lib/domain/errors"

const POLL_MS = 200
const REJECTS_SHOWN = 5

interface Plan {
  experimentName: string
  modelName: string
  runName?: string
  role: RunRole
  tools?: Record<string, unknown>[]
}

function sizeOf(path: string): number {
  try {
    const file = statSync(path)
    if (file.isFile()) return file.size
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error
  }
  throw new AppError("INVALID_INPUT", `There is no file ${path}.`)
}

function readTools(path: string): Record<string, unknown>[] {
  sizeOf(path)
  try {
    const tools: unknown = JSON.parse(readFileSync(path, "utf8"))
    if (Array.isArray(tools)) return tools
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new AppError("INVALID_INPUT", `${path} must hold a JSON array of tool definitions.`)
}

async function* readWithProgress(path: string, bar: ProgressBar): AsyncGenerator<Uint8Array> {
  let sent = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    sent += (chunk as Buffer).byteLength
    bar.update(sent)
    yield chunk as Buffer
  }
}

async function upload(client: Client, path: string): Promise<ImportRecord> {
  const bar = new ProgressBar("Sending  ", sizeOf(path))
  try {
    const body = Readable.toWeb(Readable.from(readWithProgress(path, bar))) as ReadableStream
    return await client.call(createImport, { fileName: basename(path) }, { body })
  } finally {
    bar.clear()
  }
}

function describePreview({ fileName, preview }: ImportRecord): string {
  if (!preview) return fileName
  const { episodeCount, taskCount, trialCount, scoreField, formatTitle } = preview
  const trials = trialCount > 1 ? `, up to ${trialCount} attempts at each` : ""
  const score = scoreField ? `score from ${scoreField}` : "no score"
  return `${fileName}: ${formatTitle}, ${episodeCount} episodes of ${taskCount} tasks${trials}, ${score}`
}

async function waitUntilOver(client: Client, started: ImportRecord): Promise<ImportRecord> {
  const bar = new ProgressBar("Importing", started.byteCount)
  try {
    for (let file = started; ; file = await client.call(getImport, { importId: started.id })) {
      if (file.status !== "queued" && file.status !== "running") return file
      bar.update(file.bytesRead)
      await delay(POLL_MS)
    }
  } finally {
    bar.clear()
  }
}

async function reportRejects(client: Client, file: ImportRecord): Promise<void> {
  if (file.rejected === 0) return
  const { items } = await client.call(listImportRejects, { importId: file.id, limit: REJECTS_SHOWN })
  for (const { line, reason } of items) process.stdout.write(`  rejected, record ${line}: ${reason}\n`)
  const url = `${client.url}/api/v1/imports/${file.id}/rejects/download`
  process.stdout.write(`  All ${file.rejected} rejected records: ${url}\n`)
}

async function report(client: Client, file: ImportRecord): Promise<void> {
  if (file.status !== "done") {
    throw new AppError("INVALID_INPUT", `${file.fileName}: ${file.error ?? `the import was ${file.status}.`}`)
  }
  const counts = [
    `${file.accepted} imported`,
    `${file.duplicates} already there`,
    `${file.repaired} repaired`,
    `${file.rejected} rejected`,
  ]
  process.stdout.write(`  ${counts.join(", ")}\n`)
  await reportRejects(client, file)
  process.stdout.write(`  ${client.url}/experiments/${file.experimentId}/runs/${file.runId}\n`)
}

async function importOne(client: Client, path: string, plan: Plan): Promise<void> {
  const file = await upload(client, path)
  process.stdout.write(`${describePreview(file)}\n`)
  const hidden = plan.tools ? /call tools/ : /^$/
  for (const warning of file.preview?.warnings ?? []) {
    if (!hidden.test(warning)) process.stdout.write(`  note: ${warning}\n`)
  }
  const started = await client.call(startImport, { importId: file.id, ...plan })
  const stop = () => {
    void client.call(cancelImport, { importId: file.id }).finally(() => process.exit(130))
  }
  process.once("SIGINT", stop)
  await report(client, await waitUntilOver(client, started))
  process.removeListener("SIGINT", stop)
}

function readPlan(values: Record<string, string | undefined>): Plan {
  const { experiment, model, run, role = "teacher", tools } = values
  if (!experiment) throw usageError(importCommand, "Name the experiment with --experiment")
  if (!model) throw usageError(importCommand, "Name the model that acted with --model")
  const known = RUN_ROLES.find((one) => one === role)
  if (!known) throw usageError(importCommand, `--role must be one of ${RUN_ROLES.join(", ")}`)
  return {
    experimentName: experiment,
    modelName: model,
    role: known,
    ...(run ? { runName: run } : {}),
    ...(tools ? { tools: readTools(tools) } : {}),
  }
}

/** Several files without a name are several runs, because ids count within one. */
function runNameOf(path: string, plan: Plan, fileCount: number): { runName?: string } {
  if (plan.runName) return { runName: plan.runName }
  return fileCount > 1 ? { runName: basename(path, extname(path)) } : {}
}

export const importCommand: Command = {
  name: "import",
  summary: "Import files of trajectories into an experiment",
  help: `winnow import <file...> --experiment NAME --model NAME [options]

  --experiment NAME   the experiment; created when it is new
  --model NAME        the model that acted; created when it is new, with its price where that is known
  --run NAME          the run; without it the model's name, or with several files the name of each
  --role ROLE         ${RUN_ROLES.join(", ")} (teacher)
  --tools FILE        JSON array of tool definitions, for files that carry none

The format is detected. Importing a file again adds only what is not there yet.`,
  async run(args) {
    const text = { type: "string" } as const
    const options = { experiment: text, model: text, run: text, role: text, tools: text }
    const { values, positionals } = readOptions(importCommand, args, options)
    if (positionals.length === 0) throw usageError(importCommand, "Name at least one file")
    const plan = readPlan(values)
    for (const path of positionals) sizeOf(path)
    const client = openClient()
    for (const path of positionals) {
      await importOne(client, path, { ...plan, ...runNameOf(path, plan, positionals.length) })
    }
  },
}
