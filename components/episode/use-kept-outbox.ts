"use client"

import { type MutationCache, useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"

interface KeptJob {
  id: string
}

interface Outlet<Job extends KeptJob> {
  /** Sends a job that was kept over a reload. */
  send: (job: Job) => void
  /** As JSON, null for a job that means nothing after a reload. */
  store: (job: Job) => unknown
  revive: (stored: unknown) => Job
}

/** Caches that are watched already, with the keys of their outboxes. */
const watched = new WeakMap<MutationCache, Set<string>>()

/** Keeps what is not stored yet over reloads of this tab, and sends it again after one. */
export function useKeptOutbox<Job extends KeptJob>(
  mutationKey: readonly string[],
  outlet: Outlet<Job>,
): void {
  const cache = useQueryClient().getMutationCache()
  const latest = useRef({ ...outlet, mutationKey })
  latest.current = { ...outlet, mutationKey }
  const name = `outbox/${mutationKey.join("/")}`
  useEffect(() => {
    const names = watched.get(cache) ?? new Set()
    watched.set(cache, names)
    if (names.has(name)) return
    names.add(name)
    const { send, store, revive, mutationKey: key } = latest.current
    const kept = readKept(name)
    cache.subscribe(() => writeKept(name, unsent<Job>(cache, key).map(store)))
    for (const job of kept) send(revive(job))
  }, [cache, name])
}

function unsent<Job>(cache: MutationCache, mutationKey: readonly string[]): Job[] {
  return cache
    .findAll({ mutationKey: [...mutationKey] })
    .filter(({ state }) => state.status === "pending" || state.status === "error")
    .map(({ state }) => state.variables as Job)
}

function readKept(name: string): unknown[] {
  const text = sessionStorage.getItem(name)
  return text === null ? [] : (JSON.parse(text) as unknown[])
}

function writeKept(name: string, jobs: readonly unknown[]): void {
  const kept = jobs.filter((job) => job !== null)
  if (kept.length > 0) sessionStorage.setItem(name, JSON.stringify(kept))
  else sessionStorage.removeItem(name)
}
