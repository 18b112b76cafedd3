"use client"

import { useQueryState } from "nuqs"
import { parseAsBox } from "../search-params"

/** The brushed part of the plane, in the address. */
export function usePlaneBox() {
  return useQueryState("box", parseAsBox.withOptions({ history: "replace" }))
}
