"use client"

import { createContext, useContext } from "react"

export interface ShellActions {
  openPalette: () => void
  openKeys: () => void
}

export const ShellContext = createContext<ShellActions>({ openPalette: () => {}, openKeys: () => {} })

/** Opens the palette or the keys sheet from anywhere inside the shell. */
export function useShell(): ShellActions {
  return useContext(ShellContext)
}
