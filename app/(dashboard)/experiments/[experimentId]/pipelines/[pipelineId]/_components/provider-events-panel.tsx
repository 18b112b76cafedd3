"use client"

import { useQuery } from "@tanstack/react-query"
import { classNames } from "@/components/ui/class-names"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { routeQuery } from "@/lib/api-client/query"
import { listFineTuneEvents } from "@/lib/contracts/fine-tunes"

const POLL_MS = 1000

export interface ProviderEventsPanelProps {
  experimentId: string
  fineTuneId: string
  /** Where the job is: `at Together`. */
  place: string
  following: boolean
}

/** What the provider says of the job in its own words, as it comes. */
export function ProviderEventsPanel({
  experimentId,
  fineTuneId,
  place,
  following,
}: ProviderEventsPanelProps) {
  const events = useQuery({
    ...routeQuery(listFineTuneEvents, { experimentId, fineTuneId }),
    refetchInterval: following ? POLL_MS : false,
  })
  const items = [...(events.data?.items ?? [])].reverse()
  return (
    <Panel title={`Events ${place}`} note="newest first">
      {events.error && (
        <LoadError
          title="The events did not load."
          error={events.error}
          onRetry={() => void events.refetch()}
        />
      )}
      {events.data && items.length === 0 && (
        <p className="px-2.5 py-2 text-kumo-subtle text-note">The provider has said nothing yet.</p>
      )}
      {items.length > 0 && (
        <section
          aria-label={`Events ${place}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-60 overflow-y-auto px-2.5 py-2"
        >
          <ol className="flex flex-col gap-1 font-mono text-[12px]/5">
            {items.map(({ seq, at, level, message, requestId }) => (
              <li
                key={seq}
                title={requestId ? `request ${requestId}` : undefined}
                className={classNames(
                  "grid grid-cols-[auto_minmax(0,1fr)] gap-x-3",
                  level === "error" && "text-bad",
                  level === "warn" && "text-warn",
                )}
              >
                <time dateTime={at} className="text-kumo-subtle tabular" suppressHydrationWarning>
                  {new Date(at).toLocaleTimeString("en-GB")}
                </time>
                <span className="min-w-0 break-words">{message}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </Panel>
  )
}
