import { showHidden } from "@/components/transcript/visible-text"
import type { DiffPart } from "@/lib/domain/text-diff"
import { shortenSame } from "./shorten-same"

const AROUND = 160

/** What was taken out crossed out, what was put in underlined, and some words around both. */
export function TextChanges({ parts }: { parts: readonly DiffPart[] }) {
  return (
    <p className="max-h-[60vh] overflow-y-auto whitespace-pre-wrap font-mono text-note [overflow-wrap:anywhere] [unicode-bidi:isolate]">
      {shortenSame(parts, AROUND).map(({ kind, text }, at) =>
        kind === "removed" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their places
          <del key={at} className="bg-bad-tint text-bad">
            {showHidden(text)}
          </del>
        ) : kind === "added" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their places
          <ins key={at} className="bg-good-tint text-good no-underline">
            {showHidden(text)}
          </ins>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their places
          <span key={at} className="text-kumo-subtle">
            {showHidden(text)}
          </span>
        ),
      )}
    </p>
  )
}
