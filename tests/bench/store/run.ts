// Loads a varied corpus and prints one table of ratios, each against a limit of the same run; figures in docs/store.md.
// usage: npm run bench -- --episodes 1000000 [--only WORD]; npm run bench:quick
import { statfsSync } from "node:fs"
import { tmpdir } from "node:os"
import { parseArgs } from "node:util"
import { openBench, type StoreBench } from "./bench"
import { loadCorpus } from "./load"
import type { BenchRow } from "./row"
import { ROWS } from "./rows"
import { FULL, QUICK } from "./sizes"

/** Rows, indexes and the log that was not recycled yet. */
const BYTES_PER_EPISODE = 13_000
const GIGABYTE = 1e9

const { values } = parseArgs({
  options: {
    episodes: { type: "string" },
    slice: { type: "string" },
    quick: { type: "boolean", default: false },
    only: { type: "string" },
  },
})

function announceDisk(episodes: number, slice: number): void {
  const need = ((episodes + 6 * slice) * BYTES_PER_EPISODE) / GIGABYTE + 3
  const { bavail, bsize } = statfsSync(tmpdir())
  const free = (bavail * bsize) / GIGABYTE
  console.log(`needs about ${need.toFixed(0)} GB of disk in ${tmpdir()}; ${free.toFixed(0)} GB are free`)
  if (need > free) throw new Error("not enough disk: use fewer --episodes or another TMPDIR")
}

function format(value: number, unit: string): string {
  return `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`
}

async function printRow(bench: StoreBench, row: BenchRow): Promise<void> {
  const measured = await row.measure(bench)
  const limit = await row.limit(bench)
  const ratio = measured / limit
  const [word, demanded] = "least" in row.demand ? [">=", row.demand.least] : ["<=", row.demand.most]
  const reached = word === ">=" ? ratio >= demanded : ratio <= demanded
  const cells = [
    row.name,
    format(measured, row.unit),
    `${row.against}: ${format(limit, row.unit)}`,
    ratio.toPrecision(3),
    `${word} ${demanded}`,
    reached ? "yes" : "NO",
  ]
  console.log(`| ${cells.join(" | ")} |`)
}

const { only } = values
const asked = ROWS.filter(({ name }) => !only || name.includes(only))

async function printPhase(bench: StoreBench, phase: BenchRow["phase"]): Promise<void> {
  for (const row of asked) if (row.phase === phase) await printRow(bench, row)
}

const usual = values.quick ? QUICK : FULL
const [episodes, slice] = [Number(values.episodes ?? usual.episodes), Number(values.slice ?? usual.slice)]
announceDisk(episodes, slice)
const bench = await openBench({ ...usual, episodes, slice: Math.min(slice, episodes) })
try {
  console.log("\n| what | measured | against | ratio | demanded | reached |\n|---|---|---|---|---|---|")
  await printPhase(bench, "slice")
  for (const row of asked) await row.beforeLoad?.(bench)
  const startedAt = performance.now()
  bench.corpus = await loadCorpus(bench)
  const seconds = (performance.now() - startedAt) / 1000
  console.error(`loaded ${episodes} episodes in ${seconds.toFixed(0)} s`)
  await printPhase(bench, "full")
} finally {
  await bench.close()
}
