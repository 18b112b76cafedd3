import type { EpisodeDetail, EpisodeRecord } from "@/lib/contracts/episodes"
import type { CurrentLabel } from "@/lib/contracts/labels"
import { type LabelKey, type LabelValue, VERDICTS, type Verdict } from "@/lib/domain/label"

/** Something a person says about one or more episodes, or about one step; it may still be on its way. */
export interface LabelJob {
  id: string
  experimentId: string
  episodeIds: readonly string[]
  stepIdx: number | null
  key: LabelKey
  /** Which scale, failure reason or tag. */
  name?: string
  value: LabelValue
  /** What it is called in messages: `Labelled good`. */
  words: string
  /** The job that this one takes back. */
  undoes?: string
  /** What stood there before, by episode. */
  before: ReadonlyMap<string, LabelValue>
}

export function toVerdict(value: LabelValue | undefined): Verdict | null {
  return VERDICTS.find((verdict) => verdict === value) ?? null
}

type LabelTarget = Pick<LabelJob, "stepIdx" | "key" | "name">

/** What currently stands for a target. */
export function findLabel(labels: readonly CurrentLabel[], target: LabelTarget): CurrentLabel | undefined {
  const { stepIdx, key, name = "" } = target
  return labels.find((label) => label.stepIdx === stepIdx && label.key === key && label.name === name)
}

export interface Said {
  stepIdx: number | null
  key: LabelKey
  name?: string
  value: LabelValue
  authorName: string | null
  createdAt: string
}

function withLabel(labels: readonly CurrentLabel[], said: Said): CurrentLabel[] {
  const others = labels.filter((label) => findLabel([label], said) === undefined)
  return said.value === null ? others : [...others, { ...said, name: said.name ?? "", source: "human" }]
}

/** A detail as it will be once the label is stored: its own labels, and its row among the attempts. */
export function withSaid(detail: EpisodeDetail, episodeId: string, said: Said): EpisodeDetail {
  const isOwn = detail.id === episodeId
  const isVerdict = said.key === "verdict" && said.stepIdx === null
  const own = isOwn ? { ...detail, labels: withLabel(detail.labels, said) } : detail
  if (!isVerdict) return own
  return {
    ...(isOwn ? withVerdict(own, said.value) : own),
    attempts: relabelAttempts(own, episodeId, said.value),
  }
}

/** The same for a row of a list. */
export function withVerdict<Row extends Pick<EpisodeRecord, "label" | "labelSource">>(
  row: Row,
  value: LabelValue,
): Row {
  const label = toVerdict(value)
  return { ...row, label, labelSource: label === null ? null : "human" }
}

function relabelAttempts(detail: EpisodeDetail, episodeId: string, value: LabelValue) {
  return detail.attempts.map((group) => ({
    ...group,
    episodes: group.episodes.map((episode) =>
      episode.id === episodeId ? { ...episode, label: toVerdict(value) } : episode,
    ),
  }))
}
