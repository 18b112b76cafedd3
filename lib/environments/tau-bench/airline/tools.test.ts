import { describe, expect, it } from "vitest"
import { BaseTable, Database } from "../database"
import { parseExactJson } from "../python/parse-json"
import type { PythonDict } from "../python/value"
import { ToolError } from "../tool-error"
import { AIRLINE_TOOLS } from "./tools"

const DAY = '{"status": "available", "available_seats": {"economy": 2}, "prices": {"economy": 100}}'

function flight(number: string, route: string, departure: string, arrival: string): string {
  const [origin, destination] = route.split("-")
  return `"${number}": {"flight_number": "${number}", "origin": "${origin}", "destination": "${destination}",
    "scheduled_departure_time_est": "${departure}", "scheduled_arrival_time_est": "${arrival}",
    "dates": {"2024-05-20": ${DAY}, "2024-05-21": {"status": "cancelled"}}}`
}

const TABLES = new Map(
  Object.entries({
    flights: `{${[
      flight("F1", "JFK-BOS", "08:00:00", "09:00:00"),
      flight("F2", "BOS-SEA", "10:00:00", "14:00:00"),
      flight("F3", "BOS-SEA", "08:30:00", "12:30:00"),
    ].join(", ")}}`,
    users: `{"ada": {"payment_methods": {
      "card": {"source": "credit_card", "id": "card"},
      "gift": {"source": "gift_card", "amount": 150, "id": "gift"},
      "certificate": {"source": "certificate", "amount": 50, "id": "certificate"}}, "reservations": ["R1"]}}`,
    reservations: `{"R1": {"reservation_id": "R1", "user_id": "ada", "cabin": "economy",
      "flights": [{"flight_number": "F9", "date": "2024-05-20", "price": 80, "origin": "JFK", "destination": "BOS"}],
      "passengers": [{"first_name": "Ada"}], "payment_history": [{"payment_id": "card", "amount": 80}],
      "total_baggages": 1, "nonfree_baggages": 0}}`,
  }).map(([name, text]) => [
    name,
    new BaseTable(parseExactJson(text) as PythonDict as Map<string, PythonDict>),
  ]),
)

function run(database: Database, name: string, args: object): string {
  try {
    return (
      AIRLINE_TOOLS[name]?.(database, parseExactJson(JSON.stringify(args)) as PythonDict) ?? "no such tool"
    )
  } catch (error) {
    if (error instanceof ToolError) return error.message
    throw error
  }
}

const BOOKING = {
  user_id: "ada",
  origin: "JFK",
  destination: "BOS",
  flight_type: "one_way",
  cabin: "economy",
  flights: [{ flight_number: "F1", date: "2024-05-20" }],
  passengers: [{ first_name: "Ada" }],
  payment_methods: [
    { payment_id: "certificate", amount: 50 },
    { payment_id: "gift", amount: 130 },
  ],
  total_baggages: 2,
  nonfree_baggages: 1,
  insurance: "yes",
}

const UPDATE = {
  reservation_id: "R1",
  cabin: "economy",
  flights: [{ flight_number: "F1", date: "2024-05-20" }],
  payment_id: "gift",
}

describe("airline tools", () => {
  it("books for seats, bags and insurance, uses up the certificate and charges the gift card", () => {
    const database = new Database(TABLES)
    const booked = JSON.parse(run(database, "book_reservation", BOOKING))
    expect(booked).toMatchObject({ reservation_id: "HATHAT", flights: [{ price: 100, origin: "JFK" }] })
    const user = JSON.parse(run(database, "get_user_details", { user_id: "ada" }))
    expect(user.reservations).toEqual(["R1", "HATHAT"])
    expect(Object.keys(user.payment_methods)).toEqual(["card", "gift"])
    expect(user.payment_methods.gift.amount).toBe(20)
  })

  it.each([
    [{ user_id: "bob" }, "user not found"],
    [{ flights: [{ flight_number: "F0", date: "2024-05-20" }] }, "flight F0 not found"],
    [{ flights: [{ flight_number: "F1", date: "2024-06-20" }] }, "flight F1 not found on date 2024-06-20"],
    [
      { flights: [{ flight_number: "F1", date: "2024-05-21" }] },
      "flight F1 not available on date 2024-05-21",
    ],
    [{ passengers: [{}, {}, {}] }, "not enough seats on flight F1"],
    [{ cabin: "first" }, "'first'"],
    [{ payment_methods: [{ payment_id: "x", amount: 1 }] }, "payment method x not found"],
    [{ payment_methods: [{ payment_id: "gift", amount: 180 }] }, "not enough balance in payment method gift"],
    [
      { payment_methods: [{ payment_id: "card", amount: 100.5 }] },
      "payment amount does not add up, total price is 180, but paid 100.5",
    ],
  ])("refuses a booking with %j: %s", (change, refusal) => {
    const database = new Database(TABLES)
    const before = database.hash()
    expect(run(database, "book_reservation", { ...BOOKING, ...change })).toBe(refusal)
    expect(database.hash()).toBe(before)
  })

  it("charges only the difference for new flights and nothing for those kept", () => {
    const database = new Database(TABLES)
    const changed = JSON.parse(run(database, "update_reservation_flights", UPDATE))
    expect(changed.payment_history.at(-1)).toEqual({ payment_id: "gift", amount: 20 })
    const again = JSON.parse(run(database, "update_reservation_flights", UPDATE))
    expect(again.payment_history).toHaveLength(2)
    expect(run(database, "update_reservation_flights", { ...UPDATE, payment_id: "certificate" })).toBe(
      "certificate cannot be used to update reservation",
    )
  })

  it("charges added bags, reverses every payment on cancellation and keeps the passenger count", () => {
    const database = new Database(TABLES)
    const bags = { reservation_id: "R1", total_baggages: 3, nonfree_baggages: 2, payment_id: "gift" }
    expect(JSON.parse(run(database, "update_reservation_baggages", bags)).payment_history.at(-1).amount).toBe(
      100,
    )
    const poor = { ...bags, nonfree_baggages: 9 }
    expect(run(database, "update_reservation_baggages", poor)).toBe("gift card balance is not enough")
    const cancelled = JSON.parse(run(database, "cancel_reservation", { reservation_id: "R1" }))
    expect(cancelled.payment_history.map((payment: { amount: number }) => payment.amount)).toEqual([
      80, 100, -80, -100,
    ])
    const passengers = { reservation_id: "R1", passengers: [] }
    expect(run(database, "update_reservation_passengers", passengers)).toBe(
      "number of passengers does not match",
    )
  })

  it("lists connections that leave after the first leg lands", () => {
    const database = new Database(TABLES)
    const trip = { origin: "JFK", destination: "SEA", date: "2024-05-20" }
    const pairs: { flight_number: string }[][] = JSON.parse(run(database, "search_onestop_flight", trip))
    expect(pairs.map((pair) => pair.map((leg) => leg.flight_number))).toEqual([["F1", "F2"]])
    expect(run(database, "search_direct_flight", { ...trip, date: "2024-05-21" })).toBe("[]")
  })

  it("sends at most three certificates, keeping the amount an int or a float", () => {
    const database = new Database(TABLES)
    const send = (amount: number) => run(database, "send_certificate", { user_id: "ada", amount })
    expect(send(100)).toBe("Certificate certificate_3221322 added to user ada with amount 100.")
    expect(send(0.5)).toMatch(/3221323 .* amount 0.5\.$/)
    send(1)
    expect(send(1)).toBe("no more certificates can be sent")
  })
})
