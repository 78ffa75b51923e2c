import { refusals } from '#kit/pure/refusal.ts'

/** One answer for who is unknown, whose name differs and whose scores are not yet public: nobody learns which (P-5.2.9-05). */
export const words = refusals({
  'none-found': { says: '未查询到成绩信息', way: '请核对姓名和证件号码；成绩自公示期开始后可以查询', status: 404 },
  'wrong-code': { says: '验证码错误', way: '请看清后重新输入，或换一张', status: 422 },
})
