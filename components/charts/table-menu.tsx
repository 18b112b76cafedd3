"use client"

import { CopyIcon } from "@phosphor-icons/react/dist/ssr/Copy"
import { Button } from "@/components/ui/button"
import { Menu } from "@/components/ui/menu"
import type { ChartTable } from "./chart-table"
import { useTableActions } from "./table-actions"

interface TableMenuProps {
  table: ChartTable
  /** Without extension. */
  fileName: string
}

/** For tables of figures that stand on their own: CSV, Markdown, LaTeX. */
export function TableMenu({ table, fileName }: TableMenuProps) {
  return (
    <Menu
      trigger={
        <Button
          variant="ghost"
          size="xs"
          shape="square"
          icon={<CopyIcon size={14} />}
          aria-label="Copy or download the table"
        />
      }
      items={useTableActions(table, fileName)}
    />
  )
}
