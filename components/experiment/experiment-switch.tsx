"use client"

import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { Combobox } from "@/components/ui/combobox"
import { routeQuery } from "@/lib/api-client/query"
import { listExperiments } from "@/lib/contracts/experiments"

export interface ExperimentSwitchProps {
  experimentId: string
  /** The page of an experiment to go to. */
  hrefOf: (experimentId: string) => string
}

/** The experiment this page is about, and the way to the same page of another one. */
export function ExperimentSwitch({ experimentId, hrefOf }: ExperimentSwitchProps) {
  const router = useRouter()
  const { data } = useQuery(routeQuery(listExperiments, { limit: 200 }))
  if (!data || data.items.length < 2) return null
  return (
    <Combobox
      label="Experiment"
      className="max-w-56"
      value={experimentId}
      onChange={(id) => router.push(hrefOf(id))}
      options={data.items.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
