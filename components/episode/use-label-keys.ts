"use client"

import { useQuery } from "@tanstack/react-query"
import { routeQuery } from "@/lib/api-client/query"
import { getMe } from "@/lib/contracts/me"
import { DEFAULT_LABEL_KEYS, type LabelKeys } from "@/lib/domain/label-keys"

/** The keys of the person at the machine. */
export function useLabelKeys(): LabelKeys {
  const me = useQuery({ ...routeQuery(getMe, {}), staleTime: 60_000 }).data
  return { ...DEFAULT_LABEL_KEYS, ...me?.preferences.labelKeys }
}
