import { formatCount } from "@/components/format/count"
import { Estimate } from "@/components/ui/estimate"
import type { ExperimentRecord } from "@/lib/contracts/experiments"
import type { RunRecord } from "@/lib/contracts/runs"
import { Figures } from "./figures"

/** Success, score, and over how much. */
export function OutcomeFigures({ run, experiment }: { run: RunRecord; experiment: ExperimentRecord }) {
  const { successRate, meanScore, n, tasks, trials, labelled } = run.statistics
  const labels = labelled.good + labelled.bad + labelled.unsure
  return (
    <Figures
      title="Outcome"
      note={successRate.method}
      mainLabel={`Success, 95 % interval, ${formatCount(successRate.n)} of ${formatCount(n)} judged`}
      main={<Estimate estimate={successRate} unit="percent" size="hero" />}
      rows={[
        {
          label: `Mean ${experiment.primaryMetric}`,
          value: <Estimate estimate={meanScore} unit="score" strong />,
        },
        { label: "Episodes", value: formatCount(n) },
        {
          label: "Tasks",
          value: trials > 1 ? `${formatCount(tasks)}, up to ${trials} trials each` : formatCount(tasks),
        },
        {
          label: "Labelled",
          value:
            labels === 0
              ? "none"
              : `${formatCount(labelled.good)} good, ${formatCount(labelled.bad)} bad, ${formatCount(labelled.unsure)} unsure`,
        },
      ]}
    />
  )
}
