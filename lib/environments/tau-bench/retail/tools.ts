import { SHARED_TOOLS } from "../shared-tools"
import type { ToolTable } from "../tool"
import { cancelPendingOrder } from "./cancel-order"
import { modifyPendingOrderAddress, modifyUserAddress } from "./change-address"
import { modifyPendingOrderItems } from "./change-items"
import { modifyPendingOrderPayment } from "./change-payment"
import { exchangeDeliveredOrderItems } from "./exchange-items"
import { findUserIdByEmail, findUserIdByNameZip } from "./find-user"
import { getOrderDetails, getProductDetails, getUserDetails, listAllProductTypes } from "./look-up"
import { returnDeliveredOrderItems } from "./return-items"

export const RETAIL_TOOLS: ToolTable = {
  ...SHARED_TOOLS,
  cancel_pending_order: cancelPendingOrder,
  exchange_delivered_order_items: exchangeDeliveredOrderItems,
  find_user_id_by_email: findUserIdByEmail,
  find_user_id_by_name_zip: findUserIdByNameZip,
  get_order_details: getOrderDetails,
  get_product_details: getProductDetails,
  get_user_details: getUserDetails,
  list_all_product_types: listAllProductTypes,
  modify_pending_order_address: modifyPendingOrderAddress,
  modify_pending_order_items: modifyPendingOrderItems,
  modify_pending_order_payment: modifyPendingOrderPayment,
  modify_user_address: modifyUserAddress,
  return_delivered_order_items: returnDeliveredOrderItems,
}
