import type { ClientBase, Pool } from "pg"
import type { DatasetManifest } from "@/lib/contracts/manifest"
import type { CurationSample } from "@/lib/db/curation.sql"
import { listEditedEpisodes, readMarkedMessages } from "@/lib/db/episode-edit.sql"
import { readLabelHistory, type StoredLabel } from "@/lib/db/label.sql"
import { type EpisodeEdits, editsOf, writeEdits } from "@/lib/domain/curation/episode-edits"
import { type EditRule, isEditRule, type Rule } from "@/lib/domain/curation/rule"
import { currentLabel } from "@/lib/domain/label"
import type { Message } from "@/lib/domain/message"
import type { Draft } from "@/lib/services/dataset/select-members"

const EPISODES_PER_READ = 500

export interface Edited {
  /** By row: how the episode is taught, as text; those that are taught as they are have none. */
  byRow: ReadonlyMap<number, string>
  described: NonNullable<DatasetManifest["edits"]>
}

/** What labels say of single steps now: those that are masked, and the words of those that are corrected. */
function stepLabels(history: readonly StoredLabel[]) {
  const masks = new Set<number>()
  const corrections = new Map<number, string>()
  for (const [step, entries] of Map.groupBy(history, ({ stepIdx }) => stepIdx)) {
    if (step === null) continue
    if (currentLabel(entries, "mask")?.value === true) masks.add(step)
    const words = currentLabel(entries, "correction")?.value
    if (typeof words === "string") corrections.set(step, words)
  }
  return { masks, corrections }
}

/** Rows that an edit rule can have to do with: most episodes are never read. */
async function listCandidates(
  client: ClientBase | Pool,
  experimentId: string,
  { sample, draft }: { sample: CurationSample; draft: Draft },
  rules: readonly EditRule[],
): Promise<number[]> {
  const edited = await listEditedEpisodes(client, experimentId, sample.runIds)
  const byTool = rules.some((rule) => rule.type === "mask" && rule.tools.length > 0)
  const byError = rules.some((rule) => rule.type === "mask" && rule.errors)
  const { errors } = sample.columns
  return draft.kept
    .map(({ row }) => row)
    .filter(
      (row) =>
        byTool || (byError && (errors[row] as number) > 0) || edited.has(sample.episodeIds[row] as string),
    )
}

/** Masks and corrections of the members as they stand now. Null where no rule asks for any. */
export async function editDraft(
  client: ClientBase | Pool,
  experimentId: string,
  { sample, draft, rules }: { sample: CurationSample; draft: Draft; rules: readonly Rule[] },
): Promise<Edited | null> {
  const wanted = rules.filter(isEditRule).filter(({ enabled }) => enabled)
  if (wanted.length === 0) return null
  const candidates = await listCandidates(client, experimentId, { sample, draft }, wanted)
  const byRow = new Map<number, string>()
  const described: Edited["described"] = { maskedSteps: 0, maskedEpisodes: 0, correctedEpisodes: 0 }
  for (let from = 0; from < candidates.length; from += EPISODES_PER_READ) {
    const rows = candidates.slice(from, from + EPISODES_PER_READ)
    const ids = rows.map((row) => sample.episodeIds[row] as string)
    const steps = await readMarkedMessages(client, experimentId, ids)
    const labels = Map.groupBy(
      await readLabelHistory(client, experimentId, ids),
      ({ episodeId }) => episodeId,
    )
    for (const [place, row] of rows.entries()) {
      const id = ids[place] as string
      const marked = steps.get(id) ?? []
      const messages = marked.map(({ text }) => JSON.parse(text) as Message)
      const errors = marked.map(({ isError }) => isError)
      const edits = editsOf({ messages, errors, ...stepLabels(labels.get(id) ?? []) }, wanted)
      if (!edits) continue
      byRow.set(row, writeEdits(edits))
      count(described, edits)
    }
  }
  return { byRow, described }
}

function count(described: Edited["described"], { masked, correction }: EpisodeEdits): void {
  described.maskedSteps += masked.length
  if (masked.length > 0) described.maskedEpisodes += 1
  if (correction) described.correctedEpisodes += 1
}
