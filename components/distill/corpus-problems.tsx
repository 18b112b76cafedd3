import { Banner } from "@/components/ui/banner"
import { AppError } from "@/lib/domain/errors"

/** Why a file was not taken: its records one by one where they are at fault, else the sentence. */
export function CorpusProblems({ error }: { error: Error }) {
  const issues = error instanceof AppError ? error.issues : []
  if (issues.length < 2) {
    return (
      <Banner tone="error" title="The file was not taken.">
        {error.message}
      </Banner>
    )
  }
  return (
    <Banner tone="error" title="The file was not taken, nothing was changed.">
      <ul className="mt-1 max-h-44 list-disc overflow-y-auto pl-4">
        {issues.map(({ message }) => (
          <li key={message} className="break-words">
            {message}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
