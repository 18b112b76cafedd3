import type { z } from "zod"
import type { downloadBundle as route } from "@/lib/contracts/bundles"
import type { Context } from "@/lib/db/context"
import { streamBytes } from "@/lib/domain/byte-stream"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { checkDataset } from "@/lib/services/dataset/check"
import { exportDataset } from "@/lib/services/dataset/export"
import { toFileName } from "@/lib/services/dataset/file-name"
import { planBundle } from "@/lib/services/dataset/plan-bundle"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { requireDataset } from "@/lib/services/dataset/require-dataset"
import { zipFiles } from "@/lib/services/dataset/zip-files"

type Input = z.output<(typeof route)["input"]>

export interface Bundle {
  fileName: string
  /** Made as they are asked for: nothing is held in memory or on the disk. */
  chunks: AsyncGenerator<Uint8Array>
}

/**
 * A folder as a zip that trains on a machine of one's own: the script, its settings, both sides of the split and the
 * manifest. @throws AppError NOT_FOUND, or INVALID_INPUT where the method needs pairs that the dataset has not; always before
 * the first byte.
 */
export async function bundleDataset(ctx: Context, input: Input): Promise<Bundle> {
  requirePermission(ctx.actor, "workspace.read")
  const dataset = presentDataset(await requireDataset(ctx, input.experimentId, input.datasetId))
  const { request, extension, scripts, describe, kind } = planBundle(input, dataset.manifest.split.seed)
  const check = await checkDataset(ctx, request)
  const rowsOf = (side: string) => check.splits.find(({ split }) => split === side)?.rows ?? 0
  if (rowsOf("train") === 0) throw new AppError("INVALID_INPUT", "The dataset has no row for training.")
  const manifest = { id: dataset.id, name: dataset.name, ...dataset.manifest }
  const texts = {
    "README.md": describe(dataset.name, rowsOf("train"), rowsOf("validation")),
    "manifest.json": toJson(manifest),
    ...(await scripts()),
  }
  async function* files(): AsyncGenerator<[string, ReadableStream<Uint8Array>]> {
    for (const [name, text] of Object.entries(texts)) yield [name, new Blob([text]).stream()]
    for (const split of ["train", "validation"] as const) {
      if (rowsOf(split) === 0) continue
      const { chunks } = await exportDataset(ctx, { ...request, split })
      yield [`${split}.${extension}`, streamBytes(chunks)]
    }
  }
  return { fileName: toFileName(dataset.name, `${kind}-bundle`, "zip"), chunks: zipFiles(files()) }
}

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
