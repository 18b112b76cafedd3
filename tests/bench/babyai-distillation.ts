// Repeats the comparison of the demo over seeds and writes docs-ready tables; figures in docs/babyai-distillation.md.
// usage: node --import ./bin/ts.mjs tests/bench/babyai-distillation.ts [--seeds 5] [--threads 2] [--train 500] [--test 150] [--out file]
import { writeFile } from "node:fs/promises"
import { availableParallelism } from "node:os"
import { parseArgs } from "node:util"
import { Worker } from "node:worker_threads"
import { DEMO_STUDENTS } from "@/lib/services/demo/experiments"
import type { Job, Results } from "./distillation/measure"
import { formatTables, type Measured } from "./distillation/tables"

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "5" },
    threads: { type: "string", default: String(Math.min(2, availableParallelism())) },
    train: { type: "string", default: "500" },
    test: { type: "string", default: "150" },
    out: { type: "string" },
  },
})

const seeds = Array.from({ length: Number(values.seeds) }, (_, seed) => seed)
const jobs = (["seeds", "concept"] as const).flatMap((split) =>
  (["llmlike", "slip"] as const).flatMap((preset) =>
    seeds.map(
      (seed): Job => ({
        preset,
        split,
        seed,
        students: Object.values(DEMO_STUDENTS),
        trainPerLevel: Number(values.train),
        testPerLevel: Number(values.test),
      }),
    ),
  ),
)

function runInThread(job: Job): Promise<Results[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("distillation/thread.ts", import.meta.url), { workerData: job })
    thread.once("message", resolve)
    thread.once("error", reject)
  })
}

const measured = new Map<Job, Measured>()
const waiting = [...jobs]

async function work(): Promise<void> {
  for (let job = waiting.shift(); job; job = waiting.shift()) {
    const results = await runInThread(job)
    measured.set(job, { job, results })
    const solved = results.map(({ name, success }) => `${name} ${success.filter(Boolean).length}`).join(", ")
    console.error(`${job.preset}, ${job.split}, seed ${job.seed}: ${solved} of ${results[0]?.success.length}`)
  }
}

await Promise.all(Array.from({ length: Number(values.threads) }, work))
const text = formatTables(
  jobs.flatMap((job) => measured.get(job) ?? []),
  DEMO_STUDENTS.weighted.name,
  DEMO_STUDENTS.topHalf.name,
)
console.log(text)
if (values.out) await writeFile(values.out, text)
