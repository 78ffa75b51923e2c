import { certLevels, eduLevels, examModes, roomTypes } from '../model.ts'

/** Values that are their own labels, for filters and selects. */
export const optionsOf = (values: readonly string[]): { value: string; label: string }[] =>
  values.map((value) => ({ value, label: value }))
export const levelOptions = optionsOf(certLevels)
export const eduLevelOptions = optionsOf(eduLevels)
export const modeOptions = optionsOf(examModes)
export const roomTypeOptions = optionsOf(roomTypes)
