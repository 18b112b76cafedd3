/** Runs `close` and exits when the parent asks for it or is gone. */
export function endWithParent(close: () => Promise<void>): void {
  let isClosing = false
  const end = () => {
    if (isClosing) return
    isClosing = true
    close().finally(() => process.exit(0))
  }
  process.on("SIGTERM", end)
  process.on("disconnect", end)
}
