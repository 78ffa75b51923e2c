import { handle } from '#kit/server/handle.ts'
import { saveDeclaration } from '../operations.ts'
import { keepDeclaration } from './keep-declaration.ts'

// Two who declare the same at once meet at the key of spec 3.9.
export const handleSaveDeclaration = handle(saveDeclaration, (ctx) => keepDeclaration(ctx, false), {
  constraints: { declared_once_a_year: 'declared-already' },
})
