import { createInterface } from "node:readline"
import { Readable } from "node:stream"
import type { ReadableStream } from "node:stream/web"
import { openClient } from "@/bin/commands/client"
import { type Command, readOptions, usageError } from "@/bin/commands/command"
import { listExperiments } from "@/lib/contracts/experiments"
import { type VerifyLine, verifyLineSchema, verifyStore } from "@/lib/contracts/verification"
import { AppError } from "@/lib/domain/errors"

async function findExperiment(client: ReturnType<typeof openClient>, name: string): Promise<string> {
  const { items } = await client.call(listExperiments, { name, archived: "include", limit: 100 })
  const found = items.find((one) => one.name === name || one.id === name)
  if (found) return found.id
  throw new AppError("NOT_FOUND", `There is no experiment called ${name}.`)
}

async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<VerifyLine> {
  const lines = createInterface({ input: Readable.fromWeb(body), crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of lines) yield verifyLineSchema.parse(JSON.parse(line))
}

function print(line: VerifyLine): void {
  if (line.type === "difference")
    process.stdout.write(`${line.part.padEnd(11)} ${line.id}  ${line.message}\n`)
  if (line.type === "progress" && process.stderr.isTTY) {
    process.stderr.write(`\r${line.episodes} episodes, ${line.steps} steps `)
  }
}

export const verifyCommand: Command = {
  name: "verify",
  summary: "Compute what the store keeps twice again, and list every difference",
  help: `winnow verify [--experiment NAME]

Recomputes run totals from episodes, step counts and content hashes from steps and current labels from their history, and
looks for steps without an episode, as of one moment and while the server runs. Exit status 1 on any difference. About three minutes for
a million episodes.`,
  async run(args) {
    const { values, positionals } = readOptions(verifyCommand, args, { experiment: { type: "string" } })
    if (positionals.length > 0) throw usageError(verifyCommand, "It takes no names")
    const client = openClient()
    const experimentId = values.experiment ? await findExperiment(client, values.experiment) : undefined
    const response = await client.download(verifyStore, experimentId ? { experimentId } : {})
    let done: (VerifyLine & { type: "done" }) | null = null
    for await (const line of readLines(response.body as ReadableStream<Uint8Array>)) {
      print(line)
      if (line.type === "done") done = line
    }
    if (!done)
      throw new AppError("UNAVAILABLE", "The answer ended before everything was compared; run it again.")
    const differences = Object.values(done.differences).reduce((sum, count) => sum + count, 0)
    process.stdout.write(
      `${done.episodes} episodes and ${done.steps} steps compared, ${differences} differences\n`,
    )
    if (done.unindexed > 0) process.stdout.write(`${done.unindexed} episodes wait for the search index\n`)
    if (differences > 0) throw new AppError("CONFLICT", "The store does not agree with itself.")
  },
}
