import type { z } from "zod"
import type { downloadBundle as route } from "@/lib/contracts/bundles"
import type { Context } from "@/lib/db/context"
import { streamBytes } from "@/lib/domain/byte-stream"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { readScript } from "@/lib/providers/own-machine/run-folder"
import { settingsSchema, toScriptConfig } from "@/lib/providers/own-machine/settings"
import { describeBundle } from "@/lib/services/dataset/bundle-readme"
import { checkDataset } from "@/lib/services/dataset/check"
import { exportDataset } from "@/lib/services/dataset/export"
import { toFileName } from "@/lib/services/dataset/file-name"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { requireDataset } from "@/lib/services/dataset/require-dataset"
import { zipFiles } from "@/lib/services/dataset/zip-files"

type Input = z.output<(typeof route)["input"]>

export interface Bundle {
  fileName: string
  /** Made as they are asked for: nothing is held in memory or on the disk. */
  chunks: AsyncGenerator<Uint8Array>
}

/** What train.py reads: what was asked for, and the usual for the rest. */
function toConfig({ method, baseModel, epochs, learningRate, loraRank, maxTokens }: Input, seed: number) {
  const settings = settingsSchema.parse({ method, epochs, learningRate, loraRank, maxTokens })
  return toScriptConfig({ baseModel, seed, settings })
}

/** Rows that carry weights and masks, or pairs; what breaks a rule of the format is cut after its last sound reply. */
function toExport({ experimentId, datasetId, method }: Input) {
  const format = method === "dpo" ? "trl-preference" : "fireworks"
  return {
    experimentId,
    datasetId,
    format,
    fix: method === "dpo" ? ("drop" as const) : ("truncate" as const),
  }
}

/**
 * A folder as a zip that trains on a machine of one's own: the script, its settings, both sides of the split and the
 * manifest. @throws AppError NOT_FOUND, or INVALID_INPUT where the method needs pairs that the dataset has not; always before
 * the first byte.
 */
export async function bundleDataset(ctx: Context, input: Input): Promise<Bundle> {
  requirePermission(ctx.actor, "workspace.read")
  const dataset = presentDataset(await requireDataset(ctx, input.experimentId, input.datasetId))
  const check = await checkDataset(ctx, toExport(input))
  const rowsOf = (side: string) => check.splits.find(({ split }) => split === side)?.rows ?? 0
  if (rowsOf("train") === 0) throw new AppError("INVALID_INPUT", "The dataset has no row for training.")
  const config = toConfig(input, dataset.manifest.split.seed)
  const manifest = { id: dataset.id, name: dataset.name, ...dataset.manifest }
  const texts = {
    "README.md": describeBundle(dataset.name, config, rowsOf("train"), rowsOf("validation")),
    "config.json": toJson(config),
    "manifest.json": toJson(manifest),
    "train.py": await readScript("train.py"),
    "serve.py": await readScript("serve.py"),
  }
  async function* files(): AsyncGenerator<[string, ReadableStream<Uint8Array>]> {
    for (const [name, text] of Object.entries(texts)) yield [name, new Blob([text]).stream()]
    for (const split of ["train", "validation"] as const) {
      if (rowsOf(split) === 0) continue
      const { chunks } = await exportDataset(ctx, { ...toExport(input), split })
      yield [`${split}.jsonl`, streamBytes(chunks)]
    }
  }
  return { fileName: toFileName(dataset.name, `${input.method}-bundle`, "zip"), chunks: zipFiles(files()) }
}

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
