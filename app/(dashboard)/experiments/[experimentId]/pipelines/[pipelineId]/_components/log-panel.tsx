"use client"

import { useEffect, useRef, useState } from "react"
import { classNames } from "@/components/ui/class-names"
import { Panel } from "@/components/ui/panel"
import type { PipelineData } from "./use-pipeline"

export interface LogPanelProps {
  logs: PipelineData["logs"]
  following: boolean
}

/** What happened, line by line; stays at the end unless somebody scrolls up. */
export function LogPanel({ logs, following }: LogPanelProps) {
  const box = useRef<HTMLElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  useEffect(() => {
    const element = box.current
    if (element && atEnd && logs.length > 0) element.scrollTop = element.scrollHeight
  }, [logs.length, atEnd])
  return (
    <Panel title="Log" actions={<FollowNote following={following} atEnd={atEnd} />}>
      <section
        ref={box}
        aria-label="Log"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) =>
          setAtEnd(scrollTop + clientHeight >= scrollHeight - 8)
        }
        className="max-h-72 overflow-y-auto px-2.5 py-2"
      >
        {logs.length === 0 && <p className="text-kumo-subtle text-note">Nothing is logged yet.</p>}
        <ol className="flex flex-col gap-1 font-mono text-[12px]/5">
          {logs.map((line) => (
            <li
              key={line.seq}
              className={classNames(
                "grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 md:grid-cols-[auto_88px_minmax(0,1fr)]",
                line.level === "error" && "text-bad",
              )}
            >
              <time dateTime={line.createdAt} className="text-kumo-subtle tabular" suppressHydrationWarning>
                {new Date(line.createdAt).toLocaleTimeString("en-GB")}
              </time>
              <span className="text-kumo-subtle max-md:hidden">{line.stage}</span>
              <span className="min-w-0 break-words">{line.message}</span>
            </li>
          ))}
        </ol>
      </section>
    </Panel>
  )
}

function FollowNote({ following, atEnd }: { following: boolean; atEnd: boolean }) {
  if (!following) return null
  return <span className="text-kumo-subtle text-note">{atEnd ? "following" : "scroll down to follow"}</span>
}
