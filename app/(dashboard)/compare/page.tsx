import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getPageContext } from "@/lib/auth/page-context"
import { listExperiments as route } from "@/lib/contracts/experiments"
import { listExperiments } from "@/lib/services/experiment/list"
import { ExperimentChoice } from "../_components/experiment-choice"
import { findLastExperiment } from "../last-experiment"

export const metadata: Metadata = { title: "Compare" }

/** The sidebar entry: the comparison in the experiment one was in last, or the question which one. */
export default async function ComparePage() {
  const ctx = await getPageContext()
  const { items } = await listExperiments(ctx, route.input.parse({ limit: 200 }))
  const last = await findLastExperiment(items)
  if (last) redirect(`/experiments/${last.id}/compare`)
  return (
    <ExperimentChoice
      title="Compare"
      description="Runs on the same tasks, side by side: quality, cost and latency. Choose the experiment."
      station="compare"
      experiments={items}
      figure={{ header: "Runs", of: "runs" }}
      empty="A comparison needs two runs on the same tasks; the first import brings one."
    />
  )
}
