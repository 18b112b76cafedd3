import { compareHref, curateHref, episodesHref, importHref, labelHref } from "@/components/experiment/links"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { findBestRun } from "@/components/run/best-run"
import type { DatasetRecord } from "@/lib/contracts/datasets"
import type { ExperimentRecord } from "@/lib/contracts/experiments"
import type { RunRecord } from "@/lib/contracts/runs"

export interface Station {
  name: string
  /** `done` has produced something, `open` could go on, `waiting` lacks what it needs. */
  state: "done" | "open" | "waiting"
  detail: string
  action: { label: string; href: string }
}

interface Standing {
  experiment: Pick<ExperimentRecord, "id" | "name" | "counts">
  runs: readonly RunRecord[]
  newestDataset: DatasetRecord | null
}

/** The stations of the loop that this experiment can visit, with what each has produced. */
export function listStations(standing: Standing): Station[] {
  return [bring(standing), review(standing), label(standing), curate(standing), compare(standing)]
}

function bring({ experiment: { name, counts } }: Standing): Station {
  const detail = `${formatCountOf(counts.episodes, "episode")} in ${formatCountOf(counts.runs, "run")}`
  return {
    name: "Import",
    state: counts.episodes > 0 ? "done" : "open",
    detail,
    action: { label: "Import more", href: importHref(name) },
  }
}

function review({ experiment: { id, counts }, runs }: Standing): Station {
  const judged = runs.reduce((sum, { statistics }) => sum + statistics.successRate.n, 0)
  const failed = runs.reduce((sum, run) => sum + countFailures(run), 0)
  return {
    name: "Review",
    state: counts.episodes > 0 ? "open" : "waiting",
    detail: judged === 0 ? "no outcome known yet" : `${formatCount(failed)} of ${formatCount(judged)} failed`,
    action: { label: "Read failures", href: episodesHref(id, { success: ["failure"] }) },
  }
}

function label({ experiment: { id, counts } }: Standing): Station {
  const share = counts.episodes > 0 ? counts.labelled / counts.episodes : 0
  return {
    name: "Label",
    state: counts.labelled > 0 ? "done" : counts.episodes > 0 ? "open" : "waiting",
    detail:
      counts.labelled > 0
        ? `${formatCount(counts.labelled)} labelled, ${formatPercent(share, 0)}`
        : "none labelled yet",
    action: { label: "Label", href: labelHref(id) },
  }
}

function curate({ experiment: { id, counts }, runs, newestDataset }: Standing): Station {
  const teacher = findBestRun(runs, "teacher")
  const href = curateHref(id, teacher ? [teacher.id] : [])
  if (!newestDataset) {
    const state = counts.episodes > 0 ? "open" : "waiting"
    return { name: "Curate", state, detail: "no dataset yet", action: { label: "Curate", href } }
  }
  const { name, episodeCount, taskCount } = newestDataset
  const detail = `${name}: ${formatCount(episodeCount)} on ${formatCountOf(taskCount, "task")}`
  return { name: "Curate", state: "done", detail, action: { label: "Curate", href } }
}

function compare({ experiment: { id }, runs }: Standing): Station {
  const judged = runs.filter(({ statistics }) => statistics.successRate.n > 0)
  const action = { label: "Compare", href: compareHref(id) }
  if (judged.length < 2)
    return { name: "Compare", state: "waiting", detail: "needs two runs with outcomes", action }
  return {
    name: "Compare",
    state: "open",
    detail: `${formatCountOf(judged.length, "run")} with outcomes`,
    action,
  }
}

function countFailures({ statistics: { successRate } }: RunRecord): number {
  return Math.round((1 - (successRate.value ?? 1)) * successRate.n)
}
