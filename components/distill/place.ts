/** Where a job is, behind a noun: `at Together`, `on this machine`. */
export function placeOf({ providerTitle, isOwn }: { providerTitle: string; isOwn: boolean }): string {
  return isOwn
    ? `on ${providerTitle.charAt(0).toLowerCase()}${providerTitle.slice(1)}`
    : `at ${providerTitle}`
}

/** The same as a title of its own. */
export function placeTitleOf(job: { providerTitle: string; isOwn: boolean }): string {
  const place = placeOf(job)
  return `${place.charAt(0).toUpperCase()}${place.slice(1)}`
}
