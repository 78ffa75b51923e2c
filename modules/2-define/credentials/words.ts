import { refusals } from '#kit/pure/refusal.ts'

export const words = refusals({
  'major-exists': { says: '专业代码与专业版本已存在', way: '在专业目录中按专业代码查询已有的专业' },
  'major-referenced': { says: '该专业已被引用，不能删除', way: '证书、申报或考生正在使用该专业' },
  'major-in-use': { says: '该专业已被引用，不能移除', way: '有试点申报或报考正在使用：{majors}' },
  'major-unknown': { says: '所选专业不在专业目录中', way: '请刷新页面后重新选择', status: 422 },
  'cert-no-taken': { says: '证书编号已存在', way: '请换一个编号，或留空由系统编号' },
  'cert-no-exhausted': { says: '本机构的证书编号已用完', way: '请联系平台运维' },
  'credential-exists': { says: '该证书名称与证书等级已存在', way: '在证书信息管理中查询已有的证书' },
  'published-fixed': {
    says: '证书发布后不能修改证书名称和证书等级',
    way: '可以修改证书对应专业；名称有误请新增证书并停用本证书',
  },
  'subject-no-taken': { says: '科目编号已存在', way: '请换一个编号，或留空由系统编号' },
  'subject-no-exhausted': { says: '该证书的科目编号已用完', way: '请联系平台运维' },
  'subject-name-taken': { says: '该证书该等级下科目名称已存在', way: '请换一个科目名称' },
  'subject-in-plan': { says: '科目已被考试计划引用，不能修改', way: '只能修改科目名称' },
  'target-exists': { says: '该参考对象类型已存在' },
  'target-in-use': { says: '该参考对象类型已被引用，不能删除', way: '先在考试科目中取消该参考对象' },
  'target-foreign': { says: '参考对象类型不正确', way: '只能选择该证书的参考对象类型', status: 422 },
  'standard-exists': { says: '该证书同一版本标准已存在', way: '请修改版本，或编辑已有的标准' },
  'standard-in-force': { says: '正在使用的标准不能修改', way: '先停用再修改，或新增一个版本' },
  'file-format': { says: '文件格式不正确', way: '请上传 PDF 文件', status: 422 },
  'file-size': { says: '文件大小超过限制', way: '附件不能超过 20MB', status: 413 },
  'charge-foreign': { says: '负责的证书不是本机构的证书', way: '请重新选择负责的证书', status: 422 },
})
