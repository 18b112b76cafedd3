import { showHidden } from "@/components/transcript/visible-text"
import type { Gold } from "./gold"
import { GoldMark } from "./gold-mark"
import type { SearchResult } from "./parse-results"

const LONGEST_SNIPPET = 400
const LONGEST_TITLE = 300

/** What a search found, best first. */
export function ResultList({ results, gold }: { results: readonly SearchResult[]; gold: Gold }) {
  return (
    <ol aria-label="Search results" className="grid gap-1 px-2.5 py-1.5">
      {results.map(({ rank, title, snippet, score }) => (
        <li key={rank} className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-1.5 text-body">
          <span className="text-right text-kumo-subtle tabular">{rank}</span>
          <span className="min-w-0 [overflow-wrap:anywhere] [unicode-bidi:isolate]">
            <span className="font-medium">{bound(title, LONGEST_TITLE)}</span>
            {gold.isGold(title) && <GoldMark />}
            {snippet && (
              <span className="block text-kumo-subtle text-note">{bound(snippet, LONGEST_SNIPPET)}</span>
            )}
          </span>
          {score !== null && (
            <span className="text-kumo-subtle text-note tabular" title="score">
              {Number(score.toPrecision(4))}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

function bound(text: string, most: number): string {
  return showHidden(text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text)
}
