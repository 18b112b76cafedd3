// Plays episodes in the real Minigrid (export.py) and replays them in ours; prints a table and fails on any difference.
// usage: node --import ./bin/ts.mjs tests/reference/minigrid/run.ts [python] [episodes] [guided]
import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { type ExportedEpisode, findDifference } from "./compare"

const [python = "python3", episodes = "1000", guided = "400"] = process.argv.slice(2)
const script = new URL("export.py", import.meta.url).pathname
const child = spawn(python, [script, "--episodes", episodes, "--guided", guided], {
  stdio: ["ignore", "pipe", "inherit"],
})
const exited = new Promise<number | null>((resolve) => child.on("close", resolve))

interface Row {
  level: string
  episodes: number
  steps: number
  successes: number
  differences: number
}

const rows = new Map<string, Row>()
for await (const line of createInterface({ input: child.stdout })) {
  const episode: ExportedEpisode = JSON.parse(line)
  const key = `${episode.level} ${episode.environment} ${episode.guided ? "half guided" : "random"}`
  const row = rows.get(key) ?? { level: key, episodes: 0, steps: 0, successes: 0, differences: 0 }
  rows.set(key, row)
  const difference = findDifference(episode)
  row.episodes += 1
  row.steps += episode.actions.length
  row.successes += episode.answers.at(-1)?.terminated ? 1 : 0
  if (!difference) continue
  row.differences += 1
  console.error(`${key}, seed ${episode.seed}: ${difference}`)
}

const all = [...rows.values()]
const sum = (field: "episodes" | "steps" | "successes" | "differences") =>
  all.reduce((total, row) => total + row[field], 0)
console.log("| level | episodes | steps | completed | with a difference |\n| --- | --: | --: | --: | --: |")
for (const row of all.toSorted((a, b) => a.level.localeCompare(b.level))) {
  console.log(`| ${row.level} | ${row.episodes} | ${row.steps} | ${row.successes} | ${row.differences} |`)
}
console.log(`| all | ${sum("episodes")} | ${sum("steps")} | ${sum("successes")} | ${sum("differences")} |`)
process.exitCode = (await exited) === 0 && sum("differences") === 0 ? 0 : 1
