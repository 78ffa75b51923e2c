import type { ReactNode } from 'react'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import type { CandidateRow } from '../model.ts'
import { certifyCandidate } from '../operations.ts'
import { certifyRefusal } from '../rules.ts'
import { words } from '../words.ts'

/** 认证 of one (P-5.2.3-13); where it cannot be pressed it says why. Absent once the comparison has been decided. */
export function CertifyButton({
  of,
  look,
  hotkey,
}: {
  of: CandidateRow
  look: 'primary' | 'link'
  hotkey?: string
}): ReactNode {
  if (of.status === 'needs-check' || of.status === 'verified') return null
  const refusal = certifyRefusal(of)
  return (
    <OperationButton
      op={certifyCandidate}
      input={{ id: of.id }}
      look={look}
      blocked={refusal ? words[refusal].says : undefined}
      says={() => `已送公安系统照片比对：${of.name}`}
      thenNext={look === 'primary'}
      {...(hotkey ? { hotkey } : {})}
    />
  )
}
