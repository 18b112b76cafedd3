"use client"

import { useQueryStates } from "nuqs"
import { useEffect, useMemo, useRef } from "react"
import { recipeParsers } from "@/components/dataset/recipe-params"
import type { Rule } from "@/lib/domain/curation/rule"
import type { RecipeParams } from "../search-params"

export interface RecipeControl {
  params: RecipeParams
  set: (change: Partial<RecipeParams>) => void
  select: (index: number | null) => void
  change: (index: number, rule: Rule) => void
  add: (rule: Rule) => void
  remove: (index: number) => void
  /** Moves a rule one place up (-1) or down (1). */
  move: (index: number, by: -1 | 1) => void
}

/**
 * The recipe that the URL holds, and the ways to change it: the same object until it changes. They change the present one, also
 * where an earlier one is still shown. `onChange` hears of the next one before anything is drawn.
 */
export function useRecipe(onChange: (next: RecipeParams) => void): RecipeControl {
  const [params, setParams] = useQueryStates(recipeParsers, { history: "replace" })
  const latest = useRef(params)
  useEffect(() => {
    latest.current = params
  }, [params])
  return useMemo(() => {
    const set = (change: Partial<RecipeParams>) => {
      latest.current = { ...latest.current, ...change }
      onChange(latest.current)
      void setParams(change)
    }
    return { params, ...changesOf(() => latest.current, set) }
  }, [params, setParams, onChange])
}

function changesOf(read: () => RecipeParams, set: RecipeControl["set"]): Omit<RecipeControl, "params"> {
  return {
    set,
    select: (rule) => set({ rule }),
    change: (index, rule) => set({ rules: read().rules.with(index, rule) }),
    add: (rule) => set({ rules: [...read().rules, rule], rule: read().rules.length }),
    remove: (index) => set({ rules: read().rules.toSpliced(index, 1), rule: null }),
    move(index, by) {
      const { rules, rule: selected } = read()
      const other = rules[index + by]
      const rule = rules[index]
      if (!rule || !other) return
      const moved = selected === index ? index + by : selected === index + by ? index : selected
      set({ rules: rules.with(index, other).with(index + by, rule), rule: moved })
    },
  }
}
