"use client"

import { useEffect, useState } from "react"

/** The value as it was when it last settled; where it takes longer than `patienceMs`, as it is. */
export function useHeld<Value>(value: Value, isSettled: boolean, patienceMs: number): Value {
  const [isLate, setLate] = useState(false)
  const [held, setHeld] = useState(value)
  useEffect(() => {
    if (isSettled) return
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [isSettled, patienceMs])
  if ((isSettled || isLate) && held !== value) setHeld(value)
  return isSettled || isLate ? value : held
}
