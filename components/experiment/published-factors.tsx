"use client"

import { type FactorBar, FactorBars } from "@/components/charts/factor-bars"
import type { listPublishedFigures } from "@/lib/contracts/demo"
import type { RouteOutput } from "@/lib/contracts/route"
import { NotMeasured } from "./not-measured"

type Figure = RouteOutput<typeof listPublishedFigures>["items"][number]

interface PublishedFactorsProps {
  metric: string
  figures: readonly Figure[]
}

/** Factors are no points of a plane: bars, by task, with every model in every task and what nobody published as unknown. */
export function PublishedFactors({ metric, figures }: PublishedFactorsProps) {
  const title = metric.charAt(0).toUpperCase() + metric.slice(1)
  return (
    <FactorBars
      title={title}
      actions={<NotMeasured className="max-md:hidden" />}
      controls={<NotMeasured className="block px-3 pt-2 md:hidden" />}
      bars={everyCell(figures)}
      axis={`${metric}, times`}
      fileName="published-factors"
    />
  )
}

function everyCell(figures: readonly Figure[]): FactorBar[] {
  const tasks = [...new Set(figures.map(({ task }) => task))]
  const models = [...new Set(figures.map(({ model }) => model))]
  return tasks.flatMap((task) =>
    models.map((model, index) => {
      const figure = figures.find((one) => one.task === task && one.model === model)
      const shared = { id: `${task} ${model}`, group: task, name: model, index }
      if (!figure) return { ...shared, value: null, text: "unknown", source: null, note: null }
      return {
        ...shared,
        value: figure.value,
        text: `${figure.value}×`,
        source: `${figure.source} (grade ${figure.grade})`,
        note: figure.note,
      }
    }),
  )
}
