"use client"

import { useQuery } from "@tanstack/react-query"
import { FilterSelect } from "@/components/ui/filter-select"
import { routeQuery } from "@/lib/api-client/query"
import { listUsers } from "@/lib/contracts/users"

export interface LabelerFilterProps {
  labelerIds: readonly string[]
  onChange: (labelerIds: string[]) => void
}

/** Who has said something of an episode that still stands. */
export function LabelerFilter({ labelerIds, onChange }: LabelerFilterProps) {
  const users = useQuery(routeQuery(listUsers, {})).data?.items ?? []
  return (
    <FilterSelect
      label="Labelled by"
      values={labelerIds}
      onChange={onChange}
      options={users
        .filter(({ role }) => role !== "viewer")
        .map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
