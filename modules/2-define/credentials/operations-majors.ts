import { z } from 'zod'
import { choice, id, optionalText, pattern, text } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import { eduLevels, type MajorRow } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('credentials', words)
const keeper = [by('platform', 'credentials.write', 'any')]

export const majorInput = z.object({
  code: pattern('专业代码', /^\d{6}$/, '专业代码应为6位数字'),
  versionName: text('专业版本', 20),
  name: text('专业名称', 100),
  eduLevel: choice('专业层次', eduLevels),
})
export const listMajors = read('listMajors', {
  label: '专业目录',
  // Awarding bodies choose 证书对应专业 from it, schools the 就读专业 of their candidates.
  who: [
    by('platform', 'credentials.read', 'any'),
    by('awarding-body', 'credentials.read', 'any'),
    by('school', 'credentials.read', 'any'),
  ],
  input: listQuery({
    code: filterText,
    versionName: filterText,
    name: filterText,
    eduLevel: filterText,
    text: filterText,
  }),
  answers: answers<ListPage<MajorRow>>(),
})
export const addMajor = write('addMajor', {
  label: '新增专业',
  who: keeper,
  input: majorInput,
  answers: answers<{ id: string }>(),
  refuses: ['major-exists'],
})
export const editMajor = write('editMajor', {
  label: '编辑专业',
  who: keeper,
  // Code, version and level are what other records were judged by; only the spelling of the name is corrected.
  input: z.object({ id: id('专业'), version: z.number().int(), name: text('专业名称', 100) }),
  answers: answers<{ version: number }>(),
})
export const deleteMajor = write('deleteMajor', {
  label: '删除专业',
  who: keeper,
  input: z.object({ id: id('专业'), reason: optionalText('原因', 500) }),
  answers: answers<null>(),
  refuses: ['major-referenced'],
  confirm: '确定删除该专业？',
})
