"use client"

import { useQueryStates } from "nuqs"
import { useMemo } from "react"
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
 * The recipe that the URL holds, and the ways to change it: the same object until it changes. `onChange` hears of the next one
 * before anything is drawn.
 */
export function useRecipe(onChange: (next: RecipeParams) => void): RecipeControl {
  const [params, setParams] = useQueryStates(recipeParsers, { history: "replace" })
  return useMemo(() => {
    const set = (change: Partial<RecipeParams>) => {
      onChange({ ...params, ...change })
      void setParams(change)
    }
    return controlOf(params, set)
  }, [params, setParams, onChange])
}

function controlOf(params: RecipeParams, set: RecipeControl["set"]): RecipeControl {
  const { rules, rule: selected } = params
  return {
    params,
    set,
    select: (rule) => set({ rule }),
    change: (index, rule) => set({ rules: rules.with(index, rule) }),
    add: (rule) => set({ rules: [...rules, rule], rule: rules.length }),
    remove: (index) => set({ rules: rules.toSpliced(index, 1), rule: null }),
    move(index, by) {
      const other = rules[index + by]
      const rule = rules[index]
      if (!rule || !other) return
      const moved = selected === index ? index + by : selected === index + by ? index : selected
      set({ rules: rules.with(index, other).with(index + by, rule), rule: moved })
    },
  }
}
