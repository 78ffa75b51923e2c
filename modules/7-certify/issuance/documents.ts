import { paperDocument } from '#kit/pure/sheet.ts'
import { by } from '#kit/pure/who.ts'

/** P-4.2.7-03: the ticked certificates as one zip, `证书号_姓名.pdf`. */
export const certificateZip = paperDocument({
  module: 'issuance', name: 'certificates', title: '批量下载电子证书', template: '',
  who: [by('school', 'issuance.read', 'own'), by('awarding-body', 'issuance.read', 'own')],
})
