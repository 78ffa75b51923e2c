import { handle } from '#kit/server/handle.ts'
import { submitDeclaration } from '../operations.ts'
import { keepDeclaration } from './keep-declaration.ts'

export const handleSubmitDeclaration = handle(submitDeclaration, (ctx) => keepDeclaration(ctx, true), {
  constraints: { declared_once_a_year: 'declared-already' },
})
