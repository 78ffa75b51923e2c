/**
 * The one dictionary: what the manuals say, the name in code, and the other names that must not appear in code.
 * `npm run glossary` prints docs/glossary.md from it. A banned name is one word or several in a row, in the singular.
 */
export type Word = { chinese: string; code: string; banned?: string[]; note?: string }

export type Chapter = { title: string; words: Word[] }

export const chapters: Chapter[] = [
  {
    title: '参与者',
    words: [
      { chinese: '机构（总称）', code: 'organisation', banned: ['organization', 'institution'] },
      { chinese: '试点院校、院校', code: 'school', banned: ['college', 'university'] },
      {
        chinese: '培训评价组织、颁证机构',
        code: 'awardingBody',
        banned: ['evaluation organisation', 'training org', 'issuer body'],
      },
      {
        chinese: '省厅、地市级教育行政部门',
        code: 'province, city',
        banned: ['education authority', 'education bureau'],
      },
      { chinese: '鉴定中心', code: 'centre', banned: ['center', 'headquarter'] },
      {
        chinese: '二级机构、分中心、管理站',
        code: 'branch',
        banned: ['second level organisation', 'sub organisation'],
      },
      { chinese: '鉴定站（机构）', code: 'station', note: '永远是机构；地点是考核站点' },
      { chinese: '人员（自然人）', code: 'person', banned: ['human', 'natural person'] },
      { chinese: '账户', code: 'account', banned: ['user account', 'login account'] },
      { chinese: '考生、社会考生', code: 'candidate, external', banned: ['examinee', 'testee', 'applicant'] },
      { chinese: '考评员、考评组长', code: 'assessor, lead assessor', banned: ['examiner', 'evaluator'] },
      { chinese: '督导员、督考员', code: 'supervisor', banned: ['inspector', 'superintendent'] },
      { chinese: '监考人员', code: 'invigilator', banned: ['proctor', 'monitor teacher'] },
      { chinese: '停用、启用', code: 'suspend, enable', banned: ['deactivate', 'inactivate'] },
    ],
  },
  {
    title: '标准',
    words: [
      { chinese: '鉴定、考核、评价', code: 'assessment', banned: ['appraisal'] },
      { chinese: '证书（目录中的）', code: 'credential', banned: ['cert type', 'certificate type'] },
      {
        chinese: '职业、工种、职业方向',
        code: 'occupation, trade, specialism',
        banned: ['career', 'work type', 'profession'],
      },
      { chinese: '职业等级', code: 'level', banned: ['skill rank', 'job level'] },
      { chinese: '专业', code: 'major', banned: ['speciality', 'specialty'] },
      { chinese: '考试科目', code: 'subject', banned: ['exam subject', 'test subject'] },
      { chinese: '题库、试题', code: 'item bank, item', banned: ['question bank', 'exam question'] },
      { chinese: '组卷策略、组卷方案', code: 'blueprint', banned: ['paper strategy'] },
      { chinese: '试卷', code: 'paper', banned: ['test paper', 'exam paper'] },
      { chinese: '标准', code: 'standard', banned: ['criterion'] },
    ],
  },
  {
    title: '计划',
    words: [
      { chinese: '申报计划', code: 'plan (pilots)', banned: ['declaring plan'] },
      { chinese: '证书试点申报', code: 'declaration (pilots)', banned: ['pilot application', 'pilot declaration'] },
      {
        chinese: '场次',
        code: 'session',
        banned: ['exam session'],
        note: '考试计划、批次、已通过的班级都生出一个场次',
      },
      { chinese: '场次行', code: 'line' },
      { chinese: '考次', code: 'sitting', banned: ['exam time'] },
      { chinese: '考试计划', code: 'plan (exam-plans)', banned: ['examination plan'] },
      { chinese: '年度计划', code: 'annualPlan', banned: ['year plan', 'yearly plan'] },
      { chinese: '考核站点、考点（地点）', code: 'site', banned: ['exam point', 'exam site', 'test centre', 'venue'] },
      {
        chinese: '审核、通过、退回',
        code: 'review, approve, return',
        banned: ['send back', 'auditor'],
        note: 'audit 只指操作记录',
      },
      { chinese: '草稿、发布', code: 'draft, published', banned: ['unpublished'] },
    ],
  },
  {
    title: '报考与缴费',
    words: [
      { chinese: '报考、报名', code: 'enrolment', banned: ['exam registration', 'enrollment', 'sign up'] },
      { chinese: '报名意向', code: 'interest', banned: ['intention'] },
      { chinese: '资质审核、花名册', code: 'eligibility, roster', banned: ['name list', 'name roll'] },
      { chinese: '头像、照片', code: 'photo', banned: ['portrait', 'avatar', 'headshot'] },
      {
        chinese: '缴费申请单、缴费',
        code: 'paymentRequest, payment',
        banned: ['payment order', 'pay order', 'fee bill'],
      },
      { chinese: '证件号码', code: 'id number', banned: ['identity card number', 'id card'] },
      { chinese: '手机号', code: 'mobile', banned: ['cellphone', 'telephone'] },
    ],
  },
  {
    title: '考试',
    words: [
      { chinese: '考场', code: 'room', banned: ['exam room', 'examination room', 'exam hall'] },
      { chinese: '座位、座位号', code: 'seat, seat number', banned: ['seat position'] },
      { chinese: '排考、编排', code: 'seating, arrangement', banned: ['exam schedule'] },
      {
        chinese: '准考证、准考证号',
        code: 'ticket, ticket number',
        banned: ['admission card', 'entry card', 'exam card'],
      },
      {
        chinese: '门贴、桌贴、签到表',
        code: 'doorSheet, deskLabel, signInSheet',
        banned: ['door sticker', 'desk sticker'],
      },
      { chinese: '人员委派、调配', code: 'assignment, reassignment', banned: ['delegation'] },
      { chinese: '人脸识别', code: 'faceCheck', banned: ['face recognition', 'face identification'] },
      { chinese: '答卷', code: 'attempt', banned: ['answer sheet'] },
    ],
  },
  {
    title: '评定',
    words: [
      { chinese: '成绩', code: 'score', banned: ['exam mark', 'exam score'] },
      { chinese: '评定（合格、良好、优秀）', code: 'grade (pass, good, excellent)', banned: ['qualified level'] },
      { chinese: '公示期', code: 'publication', banned: ['publicity', 'public notice period'] },
      { chinese: '考证结果', code: 'result', banned: ['cert result', 'exam result'] },
      { chinese: '鉴定报告、考评报告、督导报告', code: 'report', banned: ['appraisal report'] },
    ],
  },
  {
    title: '证书与存证',
    words: [
      { chinese: '证书（发给个人的）', code: 'certificate', banned: ['diploma', 'licence', 'certification'] },
      {
        chinese: '签发、拒绝签发、发放、重新发放',
        code: 'sign, refuse, issue, reissue',
        banned: ['grant certificate'],
      },
      { chinese: '发证记录', code: 'record (issuance)', banned: ['issuance record'] },
      { chinese: '盖章、电子签章', code: 'seal', banned: ['signet', 'chop'] },
      { chinese: '撤回、撤销', code: 'withdraw (by sender), revoke (by authority)', banned: ['rescind'] },
      { chinese: '存证、上链信息', code: 'log, logProof', banned: ['blockchain', 'on chain', 'notarization'] },
      { chinese: '查验', code: 'verification', banned: ['authentication of certificate'] },
    ],
  },
  {
    title: '往来',
    words: [
      { chinese: '站内信、消息', code: 'message', banned: ['site letter', 'inbox letter'] },
      { chinese: '通知公告、回执', code: 'notice, replySlip', banned: ['bulletin', 'receipt slip'] },
      { chinese: '周报', code: 'weeklyReport', banned: ['week report'] },
      { chinese: '导入记录', code: 'import', banned: ['import log', 'import history'] },
      { chinese: '操作记录', code: 'audit', banned: ['operation log'] },
      { chinese: '演示时钟', code: 'clock', banned: ['fake time', 'mock clock'] },
    ],
  },
]

/** Parts of a name that say nothing about the thing: not in file names, not in exported names. */
export const emptyNames = ['manager', 'helper', 'util', 'data', 'info']
