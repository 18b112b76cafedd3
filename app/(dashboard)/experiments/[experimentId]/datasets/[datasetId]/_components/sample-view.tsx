"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { formatCount } from "@/components/format/count"
import { showHidden } from "@/components/transcript/visible-text"
import { Button } from "@/components/ui/button"
import { Disclosure } from "@/components/ui/disclosure"
import { LoadError } from "@/components/ui/load-error"
import { Skeleton } from "@/components/ui/skeleton"
import { Snippet } from "@/components/ui/snippet"
import { routeQuery } from "@/lib/api-client/query"
import { type checkDataset, sampleDataset } from "@/lib/contracts/exports"
import type { RouteInput } from "@/lib/contracts/route"

/** The first rows as they will be written, and how the trainer is set for them. */
export function SampleView({
  input,
  usage,
}: {
  input: RouteInput<typeof checkDataset>
  usage: string | null
}) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className="flex flex-col gap-3 border-kumo-hairline border-t p-3">
      <div>
        <Button size="xs" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? "Hide the sample" : "Show a sample"}
        </Button>
      </div>
      {isOpen && <SampleRows input={input} />}
      {usage !== null && (
        <Disclosure title="How to set the trainer">
          <Snippet label="the settings">{usage}</Snippet>
        </Disclosure>
      )}
    </div>
  )
}

function SampleRows({ input }: { input: RouteInput<typeof checkDataset> }) {
  const sample = useQuery({ ...routeQuery(sampleDataset, input), placeholderData: keepPreviousData })
  if (sample.isPending) return <Skeleton className="h-64" />
  if (sample.error) {
    return (
      <LoadError
        title="The sample could not be made."
        error={sample.error}
        onRetry={() => void sample.refetch()}
      />
    )
  }
  const { rows } = sample.data
  if (rows.length === 0)
    return <p className="text-kumo-subtle text-note">No row of the training file keeps the rules.</p>
  return rows.map(({ episodeId, tokens, trainedTokens, row }, index) => (
    <SampleRow
      // biome-ignore lint/suspicious/noArrayIndexKey: an episode has several rows where each reply is one, in a fixed order
      key={`${episodeId} ${index}`}
      title={`Row ${index + 1}: ${formatCount(tokens)} tokens, ${formatCount(trainedTokens)} trained on`}
      text={JSON.stringify(row, null, 2)}
    />
  ))
}

function SampleRow({ title, text }: { title: string; text: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="flex items-center justify-between text-kumo-subtle text-note">
        {title}
        <Button
          size="xs"
          variant="ghost"
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
      </figcaption>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        tabIndex={0}
        aria-label={title}
        className="max-h-80 overflow-auto rounded-md bg-code p-2 ring ring-kumo-hairline"
      >
        <pre className="whitespace-pre-wrap break-words font-mono text-[12px]/4">{showHidden(text)}</pre>
      </section>
    </figure>
  )
}
