import { classNames } from "./class-names"

/** A grey bar of the final size; it waits 150 ms before it shows. */
export function Skeleton({ className }: { className: string }) {
  return (
    <div
      aria-hidden
      className={classNames("delayed-appear animate-pulse rounded-[4px] bg-kumo-fill", className)}
    />
  )
}
