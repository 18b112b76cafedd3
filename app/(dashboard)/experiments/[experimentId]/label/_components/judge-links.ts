export function judgeHref({ experimentId, id }: { experimentId: string; id: string }): string {
  return `/experiments/${experimentId}/label/judges/${id}`
}

/** A judge by name; the first version goes without its number. */
export function judgeName({ name, version }: { name: string; version: number }): string {
  return version === 1 ? name : `${name} v${version}`
}
