// Simulates how often the intervals hold the truth; figures in docs/statistics.md.
// usage: node --import ./bin/ts.mjs tests/bench/coverage.ts [--samples 2000]
import { parseArgs } from "node:util"
import { bootstrapCoverage, meanOf, rateGrid, wilsonCoverage } from "@/tests/reference/statistics/coverage"

const { values } = parseArgs({ options: { samples: { type: "string", default: "2000" } } })

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

console.log(
  "Wilson: n | mean exact | mean simulated | largest gap | least exact, at rate | share of rates below 93 %",
)
for (const n of [20, 50, 200]) {
  const all = wilsonCoverage(n, rateGrid(1), 50_000)
  const least = all.reduce((low, one) => (one.exact < low.exact ? one : low))
  const gap = Math.max(...all.map(({ exact, simulated }) => Math.abs(exact - simulated)))
  const low = all.filter(({ exact }) => exact < 0.93).length / all.length
  const means = [all.map(({ exact }) => exact), all.map(({ simulated }) => simulated)]
    .map(meanOf)
    .map(percent)
  console.log(
    `| ${n} | ${means.join(" | ")} | ${percent(gap)} | ${percent(least.exact)} at ${least.rate} | ${percent(low)} |`,
  )
}

console.log("Cost per success, costs uniform on [1, 3], success 0.7: n | BCa | percentile")
for (const n of [20, 50, 200]) {
  const { bca, percentile } = bootstrapCoverage(n, Number(values.samples), 1000)
  console.log(`| ${n} | ${percent(bca)} | ${percent(percentile)} |`)
}
