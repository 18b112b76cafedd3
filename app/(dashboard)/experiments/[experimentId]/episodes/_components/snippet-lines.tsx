import { showHidden } from "@/components/transcript/visible-text"
import { TextLink } from "@/components/ui/text-link"
import { leadOf } from "./lead-of"
import type { Snippet } from "./use-snippets"

interface SnippetLinesProps {
  snippets: readonly Snippet[]
  hrefOf: (stepIdx: number) => string
}

/** Where an episode matches a search: a line for each step, which leads there. */
export function SnippetLines({ snippets, hrefOf }: SnippetLinesProps) {
  return snippets.map(({ stepIdx, parts }) => (
    <span key={stepIdx} className="flex min-w-0 gap-2 text-note">
      <TextLink href={hrefOf(stepIdx)} className="shrink-0 tabular">
        step {stepIdx}
      </TextLink>
      <span className="min-w-0 truncate text-kumo-subtle [unicode-bidi:isolate] max-md:whitespace-normal max-md:line-clamp-2">
        {parts.map(({ text, isMatch }, place) =>
          isMatch ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
            <mark key={place} className="rounded-sm bg-warn-tint text-kumo-default">
              {showHidden(text)}
            </mark>
          ) : (
            showHidden(place === 0 && parts.length > 1 ? leadOf(text) : text)
          ),
        )}
      </span>
    </span>
  ))
}
