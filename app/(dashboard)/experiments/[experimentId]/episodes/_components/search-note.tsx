import { formatCountOf } from "@/components/format/count"
import { Banner } from "@/components/ui/banner"
import type { SearchState } from "@/lib/contracts/episodes"

/** What a search could not do; nothing where it could do all. */
export function SearchNote({ search }: { search: SearchState | null | undefined }) {
  if (!search) return null
  if (search.timedOut) {
    return (
      <Banner tone="warn" title="The search took too long and was stopped.">
        Add a rarer word, or search a part of the experiment with less in it.
      </Banner>
    )
  }
  if (search.onlyCommonWords) {
    return (
      <Banner tone="info" title="Only words like “the” are left of this search.">
        They are in nearly every text and are not indexed: add another word.
      </Banner>
    )
  }
  if (search.unindexed === 0) return null
  return (
    <Banner tone="info">
      {search.unindexed === null
        ? "New episodes are being indexed: some may be missing here."
        : `${formatCountOf(search.unindexed, "episode")} or more are not indexed yet and may be missing here.`}
    </Banner>
  )
}
