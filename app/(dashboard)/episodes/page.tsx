import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getPageContext } from "@/lib/auth/page-context"
import { listExperiments as route } from "@/lib/contracts/experiments"
import { listExperiments } from "@/lib/services/experiment/list"
import { ExperimentChoice } from "../_components/experiment-choice"
import { findLastExperiment } from "../last-experiment"

export const metadata: Metadata = { title: "Episodes" }

/** The sidebar entry: the list of the experiment one was in last, or the question which one. */
export default async function EpisodesPage() {
  const ctx = await getPageContext()
  const { items } = await listExperiments(ctx, route.input.parse({ limit: 200 }))
  const last = await findLastExperiment(items)
  if (last) redirect(`/experiments/${last.id}/episodes`)
  return (
    <ExperimentChoice
      title="Episodes"
      description="Every recorded attempt at a task. Choose the experiment to read."
      station="episodes"
      experiments={items}
      figure={{ header: "Episodes", of: "episodes" }}
      empty="Episodes belong to an experiment. Importing a results file makes both in one step."
    />
  )
}
