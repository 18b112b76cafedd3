"use client"

import { CallResult } from "@/components/transcript/call-result"
import { LongText } from "@/components/transcript/long-text"
import { showHidden } from "@/components/transcript/visible-text"
import type { StepRecord } from "@/lib/contracts/steps"
import { readOncePerStep } from "../by-step"
import type { Gold } from "./gold"
import { GoldMark } from "./gold-mark"
import { parseArticle, parseResults } from "./parse-results"
import { ResultList } from "./result-list"
import type { SearchVerb } from "./search-action"

const ARTICLE = { lines: 12, chars: 1_400 }

const readResults = readOncePerStep((step) => parseResults(step.message.content ?? ""))
const readArticle = readOncePerStep((step) => parseArticle(step.message.content ?? ""))

/** Said by the environment to every note and answer. */
const RECEIPTS = new Set(["Noted.", "Answer received."])

interface SearchAnswerProps {
  verb: SearchVerb
  result: StepRecord | null
  gold: Gold
}

/** What came back: a ranked list, an article, or whatever it was as text. */
export function SearchAnswer({ verb, result, gold }: SearchAnswerProps) {
  const results = verb === "search" && result && !result.isError ? readResults(result) : null
  if (results) return <ResultList results={results} gold={gold} />
  const article = verb === "read" && result && !result.isError ? readArticle(result) : null
  if (article && result) return <Article title={article.title} step={result} gold={gold} />
  if (result && RECEIPTS.has(result.message.content ?? "")) return null
  return <CallResult result={result} called />
}

function Article({ title, step, gold }: { title: string; step: StepRecord; gold: Gold }) {
  return (
    <article className="grid gap-0.5 px-2.5 py-2">
      <h4 className="font-semibold text-body [overflow-wrap:anywhere] [unicode-bidi:isolate]">
        {showHidden(title)}
        {gold.isGold(title) && <GoldMark />}
      </h4>
      <LongText step={step} read={readBody} part="article" limit={ARTICLE} className="text-prose" />
    </article>
  )
}

function readBody(step: StepRecord): string {
  return readArticle(step)?.body ?? step.message.content ?? ""
}
