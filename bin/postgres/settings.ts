import { totalmem } from "node:os"

const MEBIBYTE = 1024 * 1024

function clamp(value: number, low: number, high: number): number {
  return Math.round(Math.min(high, Math.max(low, value)))
}

/** Server settings of an installation, sized so that server, web and worker share the machine's memory. */
export function serverSettings(memoryBytes: number = totalmem()): Record<string, string> {
  const memory = memoryBytes / MEBIBYTE
  return {
    shared_buffers: `${clamp(memory / 8, 64, 2048)}MB`,
    effective_cache_size: `${clamp(memory / 2, 128, 32_768)}MB`,
    work_mem: `${clamp(memory / 256, 8, 64)}MB`,
    maintenance_work_mem: `${clamp(memory / 32, 64, 512)}MB`,
    max_wal_size: "2GB",
    wal_compression: "pglz",
    wal_level: "minimal",
    max_wal_senders: "0",
    max_connections: "80",
    random_page_cost: "1.1",
    autovacuum_vacuum_insert_scale_factor: "0.05",
    jit: "off",
  }
}

/** For servers that live as long as a test run: nothing has to survive a power cut. */
export const TEST_SETTINGS: Record<string, string> = {
  shared_buffers: "96MB",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_connections: "200",
  autovacuum_naptime: "1h",
  jit: "off",
}
