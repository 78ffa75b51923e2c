import { chainRecordOf } from '#log/server'
import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { contains, maybe, sql } from '#kit/server/sql.ts'
import { timelineOf } from '#kit/server/steps.ts'
import type { RecordRow } from '../model.ts'
import { record, records } from '../operations.ts'
import { issuance, tabs } from '../workflow.ts'
import { signaturesOf } from './store-signing.ts'
import { recordColumns, recordFrom, recordOf, seen } from './store.ts'

export const recordsHandler = handle(records, ({ input: q, scope, tx, house }) => {
  const f = q.filter
  return listPage<RecordRow>(tx, q, {
    columns: recordColumns(scope),
    from: recordFrom,
    where: [
      seen(scope),
      f.name ? sql`r.name like ${`${f.name}%`}` : null,
      f.idNo ? sql`r.person_id in (select id from people.persons where id_blind = ${house.secrets.blind('id', f.idNo.toUpperCase())})` : null,
      f.serialNo ? sql`k.serial_no = ${f.serialNo}` : null,
      f.credentialId ? sql`r.credential_id = ${f.credentialId}` : null,
      f.level ? sql`c.level = ${f.level}` : null,
      f.schoolName ? contains(sql`r.school_name`, f.schoolName) : null,
    ],
    id: sql`r.id`,
    sorts: { createdAt: { by: sql`r.created_at`, type: 'timestamptz' }, candidateNo: { by: sql`r.candidate_no`, type: 'text' } },
    defaultSort: '-createdAt',
    // 证书生成中 is shown in 证书待发放
    tab: { by: sql`case r.status when 'producing' then 'ready' else r.status end`, codes: tabs.map((t) => t.code) },
  })
})
export const recordHandler = handle(record, async (ctx) => {
  const { input, scope, tx, refuse } = ctx
  const found = await recordOf(tx, scope, input.id)
  if (!found) return refuse('not-found')
  const { certificateId, ...row } = found
  const leaf = certificateId
    ? await maybe<{ index: number | null }>(tx, sql`select v.leaf_index as index from certificates.versions v join certificates.certificates k on k.id = v.certificate_id and k.pdf_version = v.pdf_version where k.id = ${certificateId}`)
    : null
  return {
    ...row,
    signatures: await signaturesOf(tx, row.id),
    chain: leaf?.index != null ? await chainRecordOf(ctx, leaf.index) : null,
    timeline: await timelineOf(tx, issuance, row.id),
  }
})
