import { redirect } from "next/navigation"
import { createLoader, parseAsString, type SearchParams } from "nuqs/server"
import { sideBySideHref } from "@/components/episode/counterpart"
import { episodesHref } from "@/components/experiment/links"
import { getPageContext } from "@/lib/auth/page-context"
import { listEpisodes as listEpisodesRoute } from "@/lib/contracts/episodes"
import { listEpisodes } from "@/lib/services/episode/list"

const loadTask = createLoader({
  key: parseAsString.withDefault(""),
  left: parseAsString.withDefault(""),
  right: parseAsString.withDefault(""),
})

interface ComparedTaskPageProps {
  params: Promise<{ experimentId: string }>
  searchParams: Promise<SearchParams>
}

/** Goes to an attempt of each of two runs at a task side by side, to two that ended differently where there are such. */
export default async function ComparedTaskPage({ params, searchParams }: ComparedTaskPageProps) {
  const ctx = await getPageContext()
  const { experimentId } = await params
  const { key, left, right } = await loadTask(searchParams)
  const attemptsOf = async (runId: string) => {
    const input = listEpisodesRoute.input.safeParse({ experimentId, runId, taskKey: key, order: "asc" })
    return input.success ? (await listEpisodes(ctx, input.data)).items : []
  }
  const [ours, theirs] = [await attemptsOf(left), await attemptsOf(right)]
  const pairs = ours.flatMap((one) => theirs.map((other) => ({ one, other })))
  const pair = pairs.find(({ one, other }) => one.success !== other.success) ?? pairs[0]
  redirect(
    pair
      ? sideBySideHref(experimentId, pair.one.id, pair.other.id)
      : episodesHref(experimentId, { taskKey: key, runId: [left, right] }),
  )
}
