import { openClient } from "@/bin/commands/client"
import { type Command, readOptions, usageError } from "@/bin/commands/command"
import { findDataset } from "@/bin/commands/find-dataset"
import { type Verification, verifyDataset } from "@/lib/contracts/dataset-checks"
import { AppError } from "@/lib/domain/errors"

const CHANGES_SHOWN = 10

function printVerification({ checks, changes, exports }: Verification): void {
  for (const { part, status, message } of checks) {
    process.stdout.write(`${status.padEnd(8)} ${part.padEnd(12)} ${message}\n`)
  }
  for (const { format, split, sha256, now } of exports) {
    process.stdout.write(`  ${now === sha256 ? "same" : "BROKEN"}  ${format} ${split}  sha256 ${sha256}\n`)
  }
  for (const { episodeId, what } of changes.first.slice(0, CHANGES_SHOWN)) {
    process.stdout.write(`  ${what.padEnd(8)} ${episodeId}\n`)
  }
  if (changes.count > CHANGES_SHOWN) process.stdout.write(`  and ${changes.count - CHANGES_SHOWN} more\n`)
}

export const datasetCommand: Command = {
  name: "dataset",
  summary: "Verify that a dataset and its files come out the same again",
  help: `winnow dataset verify DATASET [--experiment NAME] [--json]

  DATASET             name or id of the dataset
  --experiment NAME   needed when two experiments have a dataset of that name
  --json              print the whole result as JSON

Hashes the members' messages again, makes every file that was downloaded again byte for byte, and selects anew from
today's episodes. Exit status 1 when the dataset is no longer what it was.`,
  async run(args) {
    const options = { experiment: { type: "string" }, json: { type: "boolean" } } as const
    const { values, positionals } = readOptions(datasetCommand, args, options)
    const [verb, name, ...rest] = positionals
    if (verb !== "verify" || !name || rest.length > 0) {
      throw usageError(datasetCommand, "Say verify and name one dataset")
    }
    const client = openClient()
    const { experimentId, id: datasetId } = await findDataset(client, name, values.experiment)
    const verification = await client.call(verifyDataset, { experimentId, datasetId })
    if (values.json) process.stdout.write(`${JSON.stringify(verification, null, 2)}\n`)
    else printVerification(verification)
    if (!verification.ok) throw new AppError("CONFLICT", "The dataset is no longer what it was.")
  },
}
