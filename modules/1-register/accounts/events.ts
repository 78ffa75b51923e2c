import { event } from '#kit/pure/event.ts'

/** 负责的证书 of an account was set; the module that knows the certificates may refuse. */
export const chargeSet = event<{ accountId: string; organisationId: string; credentialIds: readonly string[] }>('accounts.chargeSet')
/** A registration is to be cancelled; modules with business data of the school refuse. */
export const registrationCancelling = event<{ schoolId: string }>('accounts.registrationCancelling')
