/**
 * The table of contents and the import rule: a module uses only what stands above it.
 * [folder, name, what it answers for]
 */
export const lifecycle = [
  // 1 who takes part
  ['1-register/organisations', '机构', 'authorities, schools, awarding bodies; who stands below whom'],
  ['1-register/accounts', '账户', 'accounts, roles, sign-in, sessions, audit reading'],
  ['1-register/messages', '消息', '站内信, 短信 and mail through the outbox'],
  ['1-register/transfers', '导入导出', 'files, 导入记录, exports, printed papers as downloads'],
  ['1-register/people', '人员', 'natural persons, identity documents, unmasking'],
  // 2 what is assessed
  ['2-define/credentials', '证书目录', 'majors, credentials, subjects, standards'],
  // 3 when and where
  ['3-plan/pilots', '试点申报', '申报计划 and 证书试点申报 of the pilot door'],
  ['3-plan/sites', '考核站点', 'assessment sites: declared, reviewed, assigned'],
  ['3-plan/sessions', '场次', 'the spine: sessions, lines, subjects, sittings, windows'],
  ['3-plan/exam-plans', '考试计划', 'the pilot procedure that brings a session into being'],
  // 4 who is examined
  ['4-enrol/candidates', '考生', 'what a school records about a person; photos; 认证'],
  ['4-enrol/enrolments', '报考', 'who is examined in what'],
  ['4-enrol/fees', '缴费', 'payment requests and their confirmation'],
  // 5 the examination
  ['5-sit/rooms', '考场', 'rooms of a site for a session'],
  ['5-sit/invigilators', '监考人员', 'teachers, their 监考证书 and where they watch'],
  ['5-sit/seating', '排考', 'seats, 准考证号, papers of the room'],
  // 6 what came of it
  ['6-judge/scores', '科目成绩', 'scores, 公示, lock'],
  ['6-judge/results', '考证结果', 'pass or not, by the door’s rule'],
  // 7 the certificate
  ['7-certify/log', '存证', 'append-only Merkle log, heads, proofs'],
  ['7-certify/certificates', '证书', 'certificates, their PDF, seals, versions'],
  ['7-certify/issuance', '证书发放', '获取待发证记录, 签发 by both sides, 发放'],
  ['7-certify/verification', '查验', 'anyone checks a certificate without trusting us'],
  // 8 the whole
  ['8-oversee/statistics', '统计分析', '证书通过率统计'],
] as const satisfies readonly (readonly [string, string, string])[]

export const moduleName = (folder: string): string => folder.split('/')[1] ?? folder
