import { classNames } from "./class-names"

const VERDICTS = {
  good: "bg-good border-good",
  bad: "bg-bad border-bad",
  unsure: "bg-warn border-warn",
}

/** The current label of an episode; an outline when nobody has judged it. */
export function LabelDot({ verdict }: { verdict: keyof typeof VERDICTS | null }) {
  return (
    <span
      role="img"
      aria-label={verdict === null ? "not labelled" : `labelled ${verdict}`}
      className={classNames(
        "inline-block size-[7px] shrink-0 rounded-full border",
        verdict === null ? "border-unlabelled" : VERDICTS[verdict],
      )}
    />
  )
}
