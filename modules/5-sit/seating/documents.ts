import { paperDocument } from '#kit/pure/sheet.ts'
import { seatingReaders } from './operations-arrange.ts'

const paper = (name: string, title: string, template: string) => paperDocument({ module: 'seating', name, title, who: seatingReaders, template })

/** D1 (P-5.2.8.2-03): one page per room and subject. */
export const doorSheet = paper('doorSheet', '考场门贴', 'door-sheet.typ')
/** D2 (P-5.2.8.2-04): one label per occupied seat, 8 per page. */
export const deskLabels = paper('deskLabels', '考场桌贴', 'desk-labels.typ')
/** D3 (P-5.2.8.2-05): by 座位号. */
export const signInSheet = paper('signInSheet', '考场签到表', 'sign-in-sheet.typ')
/** D4 (P-5.2.8.2-06): the candidates of rooms; a school's own ones. */
export const roomTickets = paper('roomTickets', '准考证', 'tickets.typ')
/** D4 of single candidates, by the rows of 排考明细. */
export const tickets = paper('tickets', '准考证', 'tickets.typ')
/** Rooms, or candidates, that one press may print at once. */
export const mostPlaces = 100
