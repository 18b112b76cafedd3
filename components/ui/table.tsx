import type { ComponentProps } from "react"
import { classNames } from "./class-names"
import { ScrollRegion } from "./scroll-region"

/** Dense table: head 30 px, rows 34 px (`size="compact"` 30), hairlines, no zebra. The wrapper scrolls if it must. */
export function Table({
  size = "base",
  className,
  ...props
}: ComponentProps<"table"> & { size?: "base" | "compact" }) {
  return (
    <ScrollRegion label={props["aria-label"]}>
      <table
        {...props}
        className={classNames(
          "w-full border-collapse text-body [&_td]:px-2.5 [&_th]:px-2.5",
          size === "base" ? "[&_tbody_tr]:h-[34px]" : "[&_tbody_tr]:h-[30px]",
          className,
        )}
      />
    </ScrollRegion>
  )
}

export type CellAlign = "left" | "right" | "center"

const ALIGN: Record<CellAlign, string> = {
  left: "text-left",
  right: "text-right tabular",
  center: "text-center",
}

export function TableHead({
  align = "left",
  className,
  ...props
}: Omit<ComponentProps<"th">, "align"> & { align?: CellAlign }) {
  return (
    <th
      scope="col"
      {...props}
      className={classNames(
        "h-[30px] whitespace-nowrap border-kumo-hairline border-b font-medium text-head text-kumo-subtle",
        ALIGN[align],
        className,
      )}
    />
  )
}

export function TableRow({ selected, className, ...props }: ComponentProps<"tr"> & { selected?: boolean }) {
  return (
    <tr
      {...props}
      {...(selected === undefined ? {} : { "aria-selected": selected })}
      className={classNames(
        "border-kumo-hairline border-b last:border-b-0",
        selected && "bg-accent-tint shadow-[inset_2px_0_0_var(--wn-accent)]",
        className,
      )}
    />
  )
}

export function TableCell({
  align = "left",
  className,
  ...props
}: Omit<ComponentProps<"td">, "align"> & { align?: CellAlign }) {
  return <td {...props} className={classNames(ALIGN[align], className)} />
}
