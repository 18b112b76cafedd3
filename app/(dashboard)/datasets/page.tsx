import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getPageContext } from "@/lib/auth/page-context"
import { listExperiments as route } from "@/lib/contracts/experiments"
import { listExperiments } from "@/lib/services/experiment/list"
import { ExperimentChoice } from "../_components/experiment-choice"
import { findLastExperiment } from "../last-experiment"

export const metadata: Metadata = { title: "Datasets" }

/** The sidebar entry: the datasets of the experiment one was in last, or the question which one. */
export default async function DatasetsPage() {
  const ctx = await getPageContext()
  const { items } = await listExperiments(ctx, route.input.parse({ limit: 200 }))
  const last = await findLastExperiment(items)
  if (last) redirect(`/experiments/${last.id}/datasets`)
  return (
    <ExperimentChoice
      title="Datasets"
      description="What was curated, frozen and ready to train on. Choose the experiment."
      station="datasets"
      experiments={items}
      figure={{ header: "Datasets", of: "datasets" }}
      empty="A dataset is made of the episodes that a recipe keeps; the first import brings them."
    />
  )
}
