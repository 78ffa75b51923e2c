import type { ServerRoom } from '#kit/server/room.ts'
import { paymentFlow } from '../workflow.ts'
import { confirmPaymentsHandler } from './confirm-payments.ts'
import { deletePaymentHandler } from './delete-payment.ts'
import { exportPayments } from './export-payments.ts'
import { generateByCertificateHandler, generateBySubjectHandler } from './generate-payment.ts'
import { payChoicesHandler } from './read-choices.ts'
import { listPaymentItemsHandler, listPaymentsHandler, paymentHandler } from './read-payments.ts'

export const room: ServerRoom = {
  module: 'fees',
  handlers: [
    listPaymentsHandler,
    paymentHandler,
    listPaymentItemsHandler,
    payChoicesHandler,
    generateByCertificateHandler,
    generateBySubjectHandler,
    deletePaymentHandler,
    confirmPaymentsHandler,
  ],
  exports: [exportPayments],
  workflows: [paymentFlow],
}
