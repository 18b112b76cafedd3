/**
 * What every statistic returns. `value`, `low` and `high` share one unit; `level` is the confidence level (0.95);
 * `n` counts observations and `tasks` the independent units behind them. `value` is null when undefined (no observations).
 */
export interface Estimate {
  value: number | null
  low: number | null
  high: number | null
  level: number
  method: string
  n: number
  tasks: number
}
