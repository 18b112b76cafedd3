import { textAt } from "../fields"
import type { PythonDict } from "../python/value"
import { writeJson } from "../python/write-json"
import type { Tool } from "../tool"

export const getUserDetails: Tool = (database, args) =>
  writeJson(database.require("users", textAt(args, "user_id"), "user") as PythonDict)

export const getReservationDetails: Tool = (database, args) =>
  writeJson(database.require("reservations", textAt(args, "reservation_id"), "reservation") as PythonDict)

/** City by airport code, in the order the benchmark lists them. */
const CITIES: ReadonlyMap<string, string> = new Map([
  ["SFO", "San Francisco"],
  ["JFK", "New York"],
  ["LAX", "Los Angeles"],
  ["ORD", "Chicago"],
  ["DFW", "Dallas"],
  ["DEN", "Denver"],
  ["SEA", "Seattle"],
  ["ATL", "Atlanta"],
  ["MIA", "Miami"],
  ["BOS", "Boston"],
  ["PHX", "Phoenix"],
  ["IAH", "Houston"],
  ["LAS", "Las Vegas"],
  ["MCO", "Orlando"],
  ["EWR", "Newark"],
  ["CLT", "Charlotte"],
  ["MSP", "Minneapolis"],
  ["DTW", "Detroit"],
  ["PHL", "Philadelphia"],
  ["LGA", "LaGuardia"],
])

export const listAllAirports: Tool = () => writeJson(new Map(CITIES))
