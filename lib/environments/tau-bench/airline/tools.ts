import { SHARED_TOOLS } from "../shared-tools"
import type { ToolTable } from "../tool"
import { bookReservation } from "./book-reservation"
import { getReservationDetails, getUserDetails, listAllAirports } from "./look-up"
import { searchDirectFlight, searchOnestopFlight } from "./search-flights"
import { sendCertificate } from "./send-certificate"
import {
  cancelReservation,
  updateReservationBaggages,
  updateReservationFlights,
  updateReservationPassengers,
} from "./update-reservation"

export const AIRLINE_TOOLS: ToolTable = {
  ...SHARED_TOOLS,
  book_reservation: bookReservation,
  cancel_reservation: cancelReservation,
  get_reservation_details: getReservationDetails,
  get_user_details: getUserDetails,
  list_all_airports: listAllAirports,
  search_direct_flight: searchDirectFlight,
  search_onestop_flight: searchOnestopFlight,
  send_certificate: sendCertificate,
  update_reservation_baggages: updateReservationBaggages,
  update_reservation_flights: updateReservationFlights,
  update_reservation_passengers: updateReservationPassengers,
}
