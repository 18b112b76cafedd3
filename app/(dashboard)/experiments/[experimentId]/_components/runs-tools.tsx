"use client"

import { useRouter } from "next/navigation"
import { useQueryStates } from "nuqs"
import { useRef } from "react"
import { compareHref } from "@/components/experiment/links"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { LinkButton } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { Kbd } from "@/components/ui/kbd"
import { overviewParsers } from "../search-params"

/** Filter by words, and compare what is selected, or everything. */
export function RunsTools({ experimentId }: { experimentId: string }) {
  const router = useRouter()
  const [{ filter, run }, setParams] = useQueryStates(overviewParsers)
  const input = useRef<HTMLInputElement>(null)
  const href = compareHref(experimentId, run)
  useHotkeys("Runs", [
    { keys: "/", label: "Filter runs", run: () => input.current?.focus() },
    { keys: "c", label: "Compare selected", run: () => router.push(href) },
  ])
  return (
    <>
      <span className="text-kumo-subtle text-note max-lg:hidden">95 % intervals, Wilson</span>
      <Input
        ref={input}
        size="xs"
        label="Filter runs"
        placeholder="Filter"
        className="w-28"
        value={filter}
        onChange={(event) => setParams({ filter: event.target.value })}
        onKeyDown={(event) => event.key === "Escape" && input.current?.blur()}
      />
      <LinkButton variant="ghost" size="xs" href={href} className="max-md:hidden">
        {run.length > 0 ? `Compare ${run.length} selected` : "Compare all"} <Kbd>c</Kbd>
      </LinkButton>
    </>
  )
}
