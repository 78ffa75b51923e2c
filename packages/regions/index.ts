export { areasOf, belongsTo, citiesOf, fullNameOf, nameOf, provinces } from './regions.ts'
export type { Region } from './regions.ts'
