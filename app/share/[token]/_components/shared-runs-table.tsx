import type { Figure, ShareFigures } from "@/components/share/figures"
import { EntityName } from "@/components/ui/entity-name"
import { Panel } from "@/components/ui/panel"
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table"
import { entityOf } from "./shared-entity"

/** Every run in one row; on paper and on a phone the table is what remains readable. */
export function SharedRunsTable({ figures, level }: { figures: ShareFigures; level: number }) {
  const k = figures.runs.some(({ passK }) => passK !== null)
  return (
    <Panel title="Figures" note={`${Math.round(level * 100)} % intervals; n counts episodes`}>
      <Table aria-label="Figures of every run">
        <thead>
          <tr>
            <TableHead>Run</TableHead>
            <TableHead align="right" className="max-md:hidden">
              n
            </TableHead>
            <TableHead align="right">Success</TableHead>
            {k && <TableHead align="right">pass^k</TableHead>}
            <TableHead align="right">Cost per task</TableHead>
            <TableHead align="right">Cost per success</TableHead>
            <TableHead align="right">Latency p50</TableHead>
          </tr>
        </thead>
        <tbody>
          {figures.runs.map(({ run, ...row }) => (
            <TableRow key={run.key}>
              <TableCell>
                <span className="inline-flex max-md:max-w-42">
                  <EntityName {...entityOf(run)} name={run.name} detail={run.costNote || run.role} />
                </span>
              </TableCell>
              <Cell figure={row.n} className="max-md:hidden" />
              <Cell figure={row.success} />
              {k && <Cell figure={row.passK} note={run.passK.length > 0 ? `k = ${run.passK.length}` : ""} />}
              <Cell figure={row.costPerTask} />
              <Cell figure={row.costPerSuccess} />
              <Cell figure={row.latency} />
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Panel>
  )
}

interface CellProps {
  figure: Figure | null
  note?: string
  className?: string
}

function Cell({ figure, note, className }: CellProps) {
  return (
    <TableCell align="right" className={className}>
      <span className="whitespace-nowrap tabular">
        {figure?.text ?? "–"}{" "}
        <span className="text-kumo-subtle text-note">
          {figure?.interval} {note}
        </span>
      </span>
    </TableCell>
  )
}
