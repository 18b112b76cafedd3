/** Tools of tau-bench that no other set of tools is likely to share. */
const KNOWN = new Set([
  "find_user_id_by_email",
  "find_user_id_by_name_zip",
  "get_order_details",
  "get_product_details",
  "list_all_product_types",
  "cancel_pending_order",
  "modify_pending_order_items",
  "exchange_delivered_order_items",
  "return_delivered_order_items",
  "get_reservation_details",
  "search_direct_flight",
  "search_onestop_flight",
  "book_reservation",
  "cancel_reservation",
  "update_reservation_flights",
])

export function isTauBench(tools: ReadonlySet<string>): boolean {
  return [...tools].some((tool) => KNOWN.has(tool))
}

const READING = /^(?:get|find|list|search|calculate|think|transfer)(?:_|$)/

/** Whether a tool may have changed the database. */
export function isWriteTool(name: string): boolean {
  return !READING.test(name)
}
