import type { PageDeclaration } from '../../kit/ui/page.ts'

/** Every page of the portal: each module's `ui/index.ts` exports `pages`, and stands here in the order of the lifecycle. */
export const pages: readonly PageDeclaration[] = []
