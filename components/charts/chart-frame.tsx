"use client"

import { DownloadSimpleIcon } from "@phosphor-icons/react/dist/ssr/DownloadSimple"
import { TableIcon } from "@phosphor-icons/react/dist/ssr/Table"
import { type ReactNode, type RefObject, useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { classNames } from "@/components/ui/class-names"
import { Menu } from "@/components/ui/menu"
import { Panel } from "@/components/ui/panel"
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table"
import { useToast } from "@/components/ui/toast"
import type { ChartTable } from "./chart-table"
import { figureToPng, figureToSvg, saveFile } from "./download"
import { useTableActions } from "./table-actions"

export interface ChartFrameProps {
  /** Which chart it is; the walk through all charts of the product finds it by this name. */
  kind: string
  title: ReactNode
  note?: ReactNode
  legend?: ReactNode
  actions?: ReactNode
  /** Above the picture or its table: sliders and such. */
  controls?: ReactNode
  /** One sentence that says what the picture shows, for those who do not see it. */
  label: string
  table: ChartTable
  /** Without extension. */
  fileName: string
  /** `panel` on pages one scans, `bare` (header and hairline only) inside work columns. */
  frame?: "panel" | "bare"
  className?: string
  children: ReactNode
}

/** Around every chart: its sentence, its numbers as a table, and three ways to take it along. */
export function ChartFrame(props: ChartFrameProps) {
  const { kind, title, note, legend, actions, label, table, fileName, frame = "panel" } = props
  const [asTable, setAsTable] = useState(false)
  const picture = useRef<HTMLElement>(null)
  const tools = (
    <>
      {legend && <span className="@max-[420px]:hidden">{legend}</span>}
      {actions}
      <Button
        variant="ghost"
        size="xs"
        icon={<TableIcon size={14} />}
        aria-pressed={asTable}
        onClick={() => setAsTable(!asTable)}
      >
        <span className="@max-[560px]:sr-only">{asTable ? "As chart" : "As table"}</span>
      </Button>
      <DownloadMenu picture={picture} table={table} fileName={fileName} />
    </>
  )
  const body = asTable ? (
    <NumbersTable table={table} label={label} />
  ) : (
    <figure ref={picture} data-chart={kind} aria-label={label} className="m-0 min-w-0">
      {props.children}
    </figure>
  )
  const header = { title, note, actions: tools }
  return (
    <Panel {...header} className={classNames(frame === "bare" && "rounded-none! ring-0!", props.className)}>
      {props.controls}
      {body}
    </Panel>
  )
}

function NumbersTable({ table, label }: { table: ChartTable; label: string }) {
  const numeric = table.columns.map((_, index) => table.rows.some((row) => typeof row[index] === "number"))
  return (
    <Table aria-label={label} size="compact">
      <thead>
        <tr>
          {table.columns.map((column, index) => (
            <TableHead key={column} align={numeric[index] ? "right" : "left"}>
              {column}
            </TableHead>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <TableRow key={row.join("\t")}>
            {table.columns.map((column, index) => (
              <TableCell key={column} align={numeric[index] ? "right" : "left"}>
                {row[index] ?? "–"}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}

interface DownloadMenuProps {
  picture: RefObject<HTMLElement | null>
  table: ChartTable
  fileName: string
}

function DownloadMenu({ picture, table, fileName }: DownloadMenuProps) {
  const toast = useToast()
  const tableActions = useTableActions(table, fileName)
  const withFigure = (use: (figure: HTMLElement) => void) => {
    if (picture.current) use(picture.current)
    else toast({ title: "Switch back to the chart to take its picture.", tone: "warning" })
  }
  const failed = () =>
    toast({ title: "The picture could not be made. SVG and CSV still work.", tone: "error" })
  const savePng = (figure: HTMLElement) =>
    figureToPng(figure).then((blob) => saveFile(`${fileName}.png`, "image/png", blob), failed)
  const saveSvg = (figure: HTMLElement) =>
    saveFile(`${fileName}.svg`, "image/svg+xml", figureToSvg(figure).markup)
  return (
    <Menu
      trigger={
        <Button
          variant="ghost"
          size="xs"
          shape="square"
          icon={<DownloadSimpleIcon size={14} />}
          aria-label="Download chart"
        />
      }
      items={[
        { label: "PNG picture", onSelect: () => withFigure(savePng) },
        { label: "SVG picture", onSelect: () => withFigure(saveSvg) },
        ...tableActions,
      ]}
    />
  )
}
