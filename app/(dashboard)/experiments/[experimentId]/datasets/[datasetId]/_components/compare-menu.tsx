"use client"

import { useQuery } from "@tanstack/react-query"
import { Button } from "@/components/ui/button"
import { Menu } from "@/components/ui/menu"
import { routeQuery } from "@/lib/api-client/query"
import { type DatasetRecord, listDatasets } from "@/lib/contracts/datasets"

const SHOWN = 20

/** What changed since another dataset of the experiment; absent while there is none. */
export function CompareMenu({ dataset }: { dataset: DatasetRecord }) {
  const { experimentId, id } = dataset
  const list = useQuery(routeQuery(listDatasets, { experimentId, limit: SHOWN + 1 })).data
  const others = (list?.items ?? []).filter((other) => other.id !== id).slice(0, SHOWN)
  if (others.length === 0) return null
  return (
    <Menu
      trigger={<Button>Compare with</Button>}
      items={others.map((other) => ({
        label: other.name,
        href: `/experiments/${experimentId}/datasets/${id}/diff?from=${other.id}`,
      }))}
    />
  )
}
