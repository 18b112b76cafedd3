"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { parseAsStringLiteral, useQueryState } from "nuqs"
import { RouterChart } from "@/components/charts/router-chart"
import { formatCount } from "@/components/format/count"
import { entityColor } from "@/components/ui/entity"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { Tabs } from "@/components/ui/tabs"
import { routeQuery } from "@/lib/api-client/query"
import type { ComparedPair, ComparedRun } from "@/lib/contracts/compare"
import { getRouterWhatIf, type RouterWhatIf } from "@/lib/contracts/router"
import { ROUTER_CHECKS, type RouterCheck } from "@/lib/domain/router/mixture"
import type { CompareProps } from "./compare-props"

interface RouterPanelProps extends CompareProps {
  runs: readonly ComparedRun[]
  pair: ComparedPair
}

const CHECK_NAMES: Record<RouterCheck, string> = {
  steps: "Steps",
  faults: "Faults",
  agreement: "Agreement",
}

const CHECK_TEXTS: Record<RouterCheck, string> = {
  steps: "The teacher steps in when the student needs more than so many steps.",
  faults: "The teacher steps in after so many tool errors, or when the student does not come to an end.",
  agreement: "Every attempt of the student is paid; the teacher steps in where too few of them do alike.",
}

/** What if the teacher stepped in where the student fails a cheap check? */
export function RouterPanel({ experimentId, params, entityOf, runs, pair }: RouterPanelProps) {
  const { teacherRunId, studentRunId } = pair
  const [check, setCheck] = useQueryState(
    "check",
    parseAsStringLiteral(ROUTER_CHECKS).withDefault("steps").withOptions({ history: "replace" }),
  )
  const answer = useQuery({
    ...routeQuery(getRouterWhatIf, {
      experimentId,
      teacherRunId,
      studentRunId,
      check,
      level: params.level / 100,
      ...(params.split.length > 0 ? { split: params.split } : {}),
      ...(params.group.length > 0 ? { group: params.group } : {}),
      margin: Math.min(100, Math.max(0, params.margin)) / 100,
    }),
    placeholderData: keepPreviousData,
  })
  const data = answer.data
  const colorOf = (runId: string) => {
    const { index } = entityOf(runId)
    return index === null ? "var(--wn-base)" : entityColor(index)
  }
  return (
    <Panel
      title="Router what-if"
      note={data ? describeTasks(data, params.level) : ""}
      refetching={answer.isPlaceholderData}
      actions={
        <Tabs
          value={check}
          onChange={(next) => void setCheck(next)}
          options={ROUTER_CHECKS.map((value) => ({ value, label: CHECK_NAMES[value] }))}
        />
      }
    >
      {answer.error && (
        <LoadError
          title="The router could not be tried."
          error={answer.error}
          onRetry={() => void answer.refetch()}
        />
      )}
      {!data && !answer.error && <Skeleton className="m-3 h-40" />}
      {data && (
        <div className="grid gap-x-6 gap-y-3 px-3 py-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <div className="flex min-w-0 flex-col gap-2">
            <p className="text-balance font-semibold text-figure">{data.sentence}</p>
            <p className="text-body">{CHECK_TEXTS[check]}</p>
            {data.curve && params.priceAs.length > 0 && (
              <p className="text-note text-warn">At the costs on record, not at the what-if prices above.</p>
            )}
            {data.curve && (
              <ul className="flex list-disc flex-col gap-1 pl-4 text-kumo-subtle text-note">
                {data.caveats.map((caveat) => (
                  <li key={caveat}>{caveat}</li>
                ))}
              </ul>
            )}
          </div>
          {data.curve && (
            <div className="-mx-3 min-w-0">
              <RouterChart
                title="Cost and success of the mixture"
                note={data.curve.best === null ? "" : "large dot: the setting of the sentence"}
                label={`Success against cost per task as more goes to the teacher: ${data.sentence.split(". ")[0]?.replace(/\.$/, "")}.`}
                points={data.curve.points}
                best={data.curve.best}
                color={colorOf(studentRunId)}
                teacher={{
                  ...data.curve.teacher,
                  name: runs.find(({ id }) => id === teacherRunId)?.name ?? "teacher",
                  color: colorOf(teacherRunId),
                }}
              />
            </div>
          )}
        </div>
      )}
    </Panel>
  )
}

function describeTasks({ tasks, sharedTasks }: RouterWhatIf, level: number): string {
  if (tasks === sharedTasks) return `${formatCount(tasks)} shared tasks, ${level} % bootstrap over tasks`
  return `${formatCount(tasks)} of ${formatCount(sharedTasks)} shared tasks have every cost and outcome`
}
