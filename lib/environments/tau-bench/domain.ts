import type { Split } from "@/lib/domain/episode"
import { AIRLINE_TOOLS } from "./airline/tools"
import { RETAIL_TOOLS } from "./retail/tools"
import type { ToolTable } from "./tool"

export const DOMAIN_NAMES = ["retail", "airline"] as const

export type DomainName = (typeof DOMAIN_NAMES)[number]

/** What a domain's folder holds: one file per table with the keys of every record, and one file per split of tasks. */
export interface Domain {
  name: DomainName
  tools: ToolTable
  tables: Readonly<Record<string, readonly string[]>>
  taskFiles: Readonly<Partial<Record<Split, string>>>
}

export const DOMAINS: Readonly<Record<DomainName, Domain>> = {
  retail: {
    name: "retail",
    tools: RETAIL_TOOLS,
    tables: {
      users: ["name", "address", "email", "payment_methods", "orders"],
      orders: ["order_id", "user_id", "address", "items", "status", "payment_history"],
      products: ["name", "product_id", "variants"],
    },
    taskFiles: { train: "tasks_train.json", validation: "tasks_dev.json", test: "tasks_test.json" },
  },
  airline: {
    name: "airline",
    tools: AIRLINE_TOOLS,
    tables: {
      users: ["name", "address", "email", "payment_methods", "reservations"],
      flights: ["flight_number", "origin", "destination", "dates"],
      reservations: ["reservation_id", "user_id", "cabin", "flights", "passengers", "payment_history"],
    },
    taskFiles: { test: "tasks_test.json" },
  },
}
