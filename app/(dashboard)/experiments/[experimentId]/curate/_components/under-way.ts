/** Whether a job that the lab waits for is still to end. */
export function isUnderWay(status: string | undefined): boolean {
  return status === "queued" || status === "running"
}
