"use client"

import { ColumnsIcon } from "@phosphor-icons/react/dist/ssr/Columns"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useQueryStates } from "nuqs"
import { sideBySideHref } from "@/components/episode/counterpart"
import { episodesHref, taskHref } from "@/components/experiment/links"
import { formatCount, formatCountOf } from "@/components/format/count"
import { Page } from "@/components/shell/page"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { showHidden } from "@/components/transcript/visible-text"
import { Button } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { Kbd } from "@/components/ui/kbd"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { TextLink } from "@/components/ui/text-link"
import { useToast } from "@/components/ui/toast"
import { routeQuery } from "@/lib/api-client/query"
import { getExperiment } from "@/lib/contracts/experiments"
import { getTask, type TaskAttempts } from "@/lib/contracts/tasks"
import { taskParsers, toTaskInput } from "../search-params"
import { AttemptsTable } from "./attempts-table"

/** Every attempt at one task by everyone, their actions beside those of one of them. */
export function TaskView({ experimentId, taskNo }: { experimentId: string; taskNo: number }) {
  const router = useRouter()
  const toast = useToast()
  const [{ ref, pick }, setParams] = useQueryStates(taskParsers, { history: "replace" })
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const answer = useQuery({
    ...routeQuery(getTask, toTaskInput(experimentId, taskNo, ref)),
    placeholderData: keepPreviousData,
  })
  const { data } = answer
  const goTo = (no: number | null | undefined) => {
    if (no != null) router.push(taskHref(experimentId, no))
  }
  const compare = () => {
    const pair = data && choosePair(data, pick)
    if (pair) router.push(sideBySideHref(experimentId, pair[0], pair[1]))
    else toast({ title: "Select two attempts to see them side by side" })
  }
  const alignTo = (id: string | undefined) => {
    if (id === undefined) toast({ title: "Select the attempt to align to" })
    else void setParams({ ref: id })
  }
  useHotkeys("Task", [
    { keys: "[", label: "Previous task", run: () => goTo(data?.previousNo) },
    { keys: "]", label: "Next task", run: () => goTo(data?.nextNo) },
    { keys: "c", label: "The two selected side by side", run: compare },
    { keys: "r", label: "Align to the selected", run: () => alignTo(pick.at(-1)) },
  ])
  return (
    <Page
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "Tasks", href: `/experiments/${experimentId}?tab=tasks` },
        { label: <h1 className="font-medium">Task {showHidden(data?.task.key ?? "").slice(0, 40)}</h1> },
      ]}
      actions={
        <>
          <StepTask label="Previous task" cap="[" to={data?.previousNo} onGo={goTo} />
          <StepTask label="Next task" cap="]" to={data?.nextNo} onGo={goTo} />
          <Button icon={<ColumnsIcon />} onClick={compare}>
            Side by side <Kbd>c</Kbd>
          </Button>
        </>
      }
    >
      {answer.error && (
        <LoadError
          title="The attempts did not load."
          error={answer.error}
          onRetry={() => void answer.refetch()}
        />
      )}
      {data && <TaskHead data={data} />}
      {data && data.attempts.length === 0 && <Empty title="Nobody has tried this task yet" />}
      {data && data.attempts.length > 0 && (
        <Panel
          title="Attempts"
          note={describeAttempts(data)}
          refetching={answer.isPlaceholderData}
          actions={
            <TextLink href={episodesHref(experimentId, { taskKey: data.task.key })} className="text-note">
              as a list
            </TextLink>
          }
        >
          <AttemptsTable
            experimentId={experimentId}
            data={data}
            picked={new Set(pick)}
            onPick={(next) => void setParams({ pick: [...next] })}
            onAlign={alignTo}
          />
        </Panel>
      )}
    </Page>
  )
}

/** The two that were selected; with one selected, it and the one all are set beside; with none, that one and one that ended otherwise. */
function choosePair(
  { attempts, referenceId }: TaskAttempts,
  pick: readonly string[],
): [string, string] | null {
  const [one, other] = pick.filter((id) => attempts.some((attempt) => attempt.id === id))
  if (one && other) return [one, other]
  if (one && referenceId && one !== referenceId) return [referenceId, one]
  const reference = attempts.find(({ id }) => id === referenceId)
  const counterpart = attempts.find(({ id, success }) => id !== referenceId && success !== reference?.success)
  return !one && reference && counterpart ? [reference.id, counterpart.id] : null
}

function describeAttempts({ attempts, attemptCount }: TaskAttempts): string {
  const successes = attempts.filter(({ success }) => success).length
  const shown =
    attempts.length < attemptCount
      ? `the first ${formatCount(attempts.length)} of ${formatCountOf(attemptCount, "attempt")}`
      : formatCountOf(attempts.length, "attempt")
  return `${shown}, ${formatCount(successes)} succeeded`
}

interface StepTaskProps {
  label: string
  cap: string
  to: number | null | undefined
  onGo: (no: number | null | undefined) => void
}

function StepTask({ label, cap, to, onGo }: StepTaskProps) {
  return (
    <Button variant="ghost" aria-label={label} disabled={to == null} onClick={() => onGo(to)}>
      {label.split(" ")[0]} <Kbd>{cap}</Kbd>
    </Button>
  )
}

function TaskHead({ data: { task, question } }: { data: TaskAttempts }) {
  const about = [task.split, task.group].filter(Boolean).join(" · ")
  if (!question && !about) return null
  return (
    <header className="max-w-[800px]">
      {about && <p className="text-kumo-subtle text-note">{showHidden(about)}</p>}
      {question && (
        <p className="max-h-40 overflow-y-auto whitespace-pre-wrap text-prose [overflow-wrap:anywhere] [unicode-bidi:isolate]">
          {showHidden(question)}
        </p>
      )}
    </header>
  )
}
