"use client"

import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useCallback, useEffect, useRef, useState } from "react"
import { formatCountOf } from "@/components/format/count"
import { Page } from "@/components/shell/page"
import { showHidden } from "@/components/transcript/visible-text"
import { Banner } from "@/components/ui/banner"
import { Checkbox } from "@/components/ui/checkbox"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusDot } from "@/components/ui/status-dot"
import { routeQuery } from "@/lib/api-client/query"
import { getExperiment } from "@/lib/contracts/experiments"
import { type LiveStep, useLiveSteps } from "./use-live-steps"

/** An episode while it grows; at its end it becomes the page of the episode. */
export function LiveReader({ experimentId, episodeId }: { experimentId: string; episodeId: string }) {
  const router = useRouter()
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const onOver = useCallback(
    () => router.replace(`/experiments/${experimentId}/episodes/${episodeId}`),
    [router, experimentId, episodeId],
  )
  const { episode, steps, error } = useLiveSteps(experimentId, episodeId, onOver)
  const [follow, setFollow] = useState(true)
  const end = useRef<HTMLDivElement>(null)
  const count = steps.length
  useEffect(() => {
    if (follow && count > 0) end.current?.scrollIntoView({ block: "end" })
  }, [follow, count])
  return (
    <Page
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "Episodes", href: `/experiments/${experimentId}/episodes` },
        { label: episode?.taskKey ?? "Running" },
      ]}
      actions={<Checkbox label="Follow" checked={follow} onChange={setFollow} />}
    >
      <PageHeader
        title={episode?.taskKey ?? "Running episode"}
        description="Not counted, curated or compared before it has ended."
        facts={[
          { label: "Status", value: <StatusDot tone="running">running</StatusDot> },
          { label: "So far", value: formatCountOf(count, "step") },
          ...(episode
            ? [{ label: "Last sign of life", value: <RelativeTime at={episode.touchedAt} /> }]
            : []),
        ]}
      />
      {error && <Banner tone="error">{error.message}</Banner>}
      <Panel>
        <ol className="divide-y divide-kumo-hairline">
          {steps.map((step) => (
            <LiveMessage key={step.idx} step={step} />
          ))}
        </ol>
        {count === 0 && <p className="p-3 text-note text-kumo-subtle">No step yet.</p>}
      </Panel>
      <div ref={end} />
    </Page>
  )
}

function LiveMessage({ step: { idx, message } }: { step: LiveStep }) {
  const calls = message.role === "assistant" ? (message.tool_calls ?? []) : []
  return (
    <li className="grid grid-cols-[7rem_minmax(0,1fr)] gap-3 px-3 py-2 max-md:grid-cols-1">
      <span className="text-note text-kumo-subtle tabular">
        {idx} {message.role}
      </span>
      <div className="min-w-0 text-prose">
        {message.content && (
          <pre className="max-h-96 overflow-auto whitespace-pre-wrap break-words font-sans">
            {showHidden(message.content)}
          </pre>
        )}
        {calls.map(({ id, function: { name, arguments: text } }) => (
          <pre
            key={id}
            className="overflow-auto whitespace-pre-wrap break-words rounded-sm bg-code px-2 py-1 text-note"
          >
            {showHidden(`${name}(${text})`)}
          </pre>
        ))}
      </div>
    </li>
  )
}
