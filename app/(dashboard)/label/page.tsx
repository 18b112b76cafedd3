import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getPageContext } from "@/lib/auth/page-context"
import { listExperiments as route } from "@/lib/contracts/experiments"
import { listExperiments } from "@/lib/services/experiment/list"
import { ExperimentChoice } from "../_components/experiment-choice"
import { findLastExperiment } from "../last-experiment"

export const metadata: Metadata = { title: "Label" }

/** The sidebar entry: the queue of the experiment one was in last, or the question which one. */
export default async function LabelPage() {
  const ctx = await getPageContext()
  const { items } = await listExperiments(ctx, route.input.parse({ limit: 200 }))
  const last = await findLastExperiment(items)
  if (last) redirect(`/experiments/${last.id}/label`)
  return (
    <ExperimentChoice
      title="Label"
      description="Judge one episode after the other. Choose the experiment whose episodes to label."
      station="label"
      experiments={items}
      figure={{ header: "Labelled", of: "labelled" }}
      empty="There is nothing to label before the first import."
    />
  )
}
