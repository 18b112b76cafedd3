import type { DatasetRecord } from "@/lib/contracts/datasets"
import { manifestSchema } from "@/lib/contracts/manifest"
import type { Dataset } from "@/lib/db/generated/client"

export function presentDataset(dataset: Dataset): DatasetRecord {
  const { experimentId, id, name, episodeCount, taskCount, tokenCount, hash, manifest, createdAt } = dataset
  return {
    experimentId,
    id,
    name,
    episodeCount,
    taskCount,
    tokenCount: Number(tokenCount),
    hash,
    manifest: manifestSchema.parse(manifest),
    createdAt: createdAt.toISOString(),
  }
}
