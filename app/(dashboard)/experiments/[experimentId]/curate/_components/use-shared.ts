"use client"

import { replaceEqualDeep } from "@tanstack/react-query"
import { useEffect, useMemo, useRef } from "react"

/** The value with every part that is equal to that of the value before replaced by it: what is drawn from it stays as it is. */
export function useShared<Value>(value: Value): Value {
  const last = useRef(value)
  const shared = useMemo(() => replaceEqualDeep(last.current, value) as Value, [value])
  useEffect(() => {
    last.current = shared
  }, [shared])
  return shared
}
