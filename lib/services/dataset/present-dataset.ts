import { type DatasetRecord, manifestSchema } from "@/lib/contracts/datasets"
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
