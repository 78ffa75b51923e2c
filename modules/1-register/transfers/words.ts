import { refusals } from '#kit/pure/refusal.ts'

export const words = refusals({
  busy: { says: '本单位已有{n}个导入正在进行', way: '请等其中一个完成后再试' },
  'too-large': { says: '文件大小超过限制：不超过{megabytes}MB', way: '请拆分后再上传', status: 413 },
  'nothing-to-undo': { says: '本次导入没有成功的数据，无需撤销' },
  'cannot-undo': { says: '该类导入不能撤销', way: '请在列表中逐条修改' },
  'depended-on': { says: '导入的数据已被使用，不能撤销', way: '请先处理使用这些数据的记录' },
  'nothing-to-fix': { says: '没有可以修改的行', way: '请刷新核对结果后重试' },
  'too-many-exports': { says: '已有{n}个文件正在生成', way: '请等其中一个完成后再试' },
  'no-failures': { says: '没有失败数据', status: 404 },
  expired: { says: '文件已过期', way: '请重新导出', status: 404 },
})
