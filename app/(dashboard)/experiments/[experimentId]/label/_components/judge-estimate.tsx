"use client"

import { useQuery } from "@tanstack/react-query"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatTokens } from "@/components/format/tokens"
import { formatUsd } from "@/components/format/usd"
import { showHidden } from "@/components/transcript/visible-text"
import { Banner } from "@/components/ui/banner"
import { routeQuery } from "@/lib/api-client/query"
import { estimateJudging, JUDGE_LIMIT } from "@/lib/contracts/judges"
import type { RouteInput, RouteOutput } from "@/lib/contracts/route"

type Input = RouteInput<typeof estimateJudging>

/** What a run would read and cost, before it starts. */
export function JudgeEstimate({ input }: { input: Input }) {
  const query = useQuery({ ...routeQuery(estimateJudging, input), placeholderData: (before) => before })
  if (query.error) {
    return (
      <Banner tone="error" title="The cost could not be estimated.">
        {query.error.message}
      </Banner>
    )
  }
  if (!query.data) return <p className="text-kumo-subtle text-note">Estimating…</p>
  return <Figures estimate={query.data} />
}

function Figures({ estimate }: { estimate: RouteOutput<typeof estimateJudging> }) {
  const { episodes, calls, inputTokens, outputTokens, answerTokens, answerBasis, costUsd } = estimate
  if (episodes === null) {
    return (
      <Banner tone="warn" title={`More than ${formatCount(JUDGE_LIMIT)} episodes.`}>
        One run judges no more: say how many to take.
      </Banner>
    )
  }
  const answer =
    answerBasis === "measured"
      ? `${formatCount(answerTokens)} an answer, as it has answered before`
      : `${formatCount(answerTokens)} an answer, which is a guess`
  return (
    <div className="rounded-md bg-kumo-tint px-3 py-2 text-note tabular">
      <p>
        <span className="font-medium text-body">
          {costUsd === null ? "Cost unknown" : `About ${formatUsd(costUsd)}`}
        </span>
        {" for "}
        {formatCountOf(episodes, "episode")} and {calls - episodes} canaries
      </p>
      <p className="text-kumo-subtle">
        {formatTokens(inputTokens)} tokens to read, {formatTokens(outputTokens)} to write ({answer}).{" "}
        <PriceWords estimate={estimate} />
      </p>
    </div>
  )
}

function PriceWords({ estimate: { price } }: { estimate: RouteOutput<typeof estimateJudging> }) {
  if (!price) return "No price of this model is known: add one on its page."
  return `Price: ${showHidden(price.source)}, ${price.sourceDate}${price.notional ? "; notional, nobody bills it" : ""}.`
}
