import type { NewsTextKey, Words } from './words.types.js';

/** News of norms, rounds and comments: 中文. */
export const NEWS_ZH: Readonly<Record<NewsTextKey, Words>> = {
  ROUND_OPENED: {
    subject: '开始征求意见：{norm}',
    paragraphs: ['关于《{norm}》的“{round}”（{reference}）已开放。', '截止时间：{closesAt}。'],
    label: '阅读并发表意见',
  },
  ROUND_CLOSING_SOON: {
    subject: '即将截止：{norm}',
    paragraphs: [
      '关于《{norm}》的“{round}”（{reference}）将于 {closesAt} 截止，您尚未提交任何意见。',
      '届时未提交的草稿不计入。之后您仍可阅读和导出草稿。',
    ],
    label: '阅读并发表意见',
  },
  ROUND_EXTENDED: {
    subject: '征求意见延期：{norm}',
    paragraphs: ['“{round}”（{reference}）的截止时间改为 {closesAt}。', '理由：{reason}'],
    label: '阅读并发表意见',
  },
  ROUND_CANCELLED: {
    subject: '已取消：{round}',
    paragraphs: ['关于《{norm}》的“{round}”（{reference}）已取消。', '理由：{reason}'],
    label: '查看',
  },
  ROUND_CLOSED: {
    subject: '已截止：{round}',
    paragraphs: [
      '关于《{norm}》的“{round}”（{reference}）已截止。',
      '每条提交的意见都会得到答复。您将收到一封信，其中有对您全部意见的答复。',
    ],
    label: '查看',
  },
  SUBMISSION_RECEIVED: {
    subject: '已收到：{receipt}',
    paragraphs: [
      '您提交给“{round}”（{reference}）的意见已于 {at} 收到。',
      '系代表 {organization} 提交。',
      '回执：{receipt}\nSHA-256：{contentHash}',
      '请保留此邮件：日后可凭此证明您提交的内容原样载于记录。',
    ],
    label: '查看您提交的内容',
  },
  APPROVAL_REQUESTED: {
    subject: '等待您批准：{organization}',
    paragraphs: [
      '{organization} 提交给“{round}”（{reference}）的意见已准备好。批准人可以提交，或说明理由后退回。',
      '截止时间：{closesAt}。',
    ],
    label: '阅读并决定',
  },
  COMMENT_WITHHELD: {
    subject: '不予显示：您在“{round}”中的一条意见',
    paragraphs: [
      '您在“{round}”（{reference}）中的一条意见不再向他人显示。它仍保留在记录中，并会得到答复。',
      '该意见为 {comment}。',
      '理由：{reason}',
    ],
    label: '查看意见',
  },
  COMMENT_SHOWN: {
    subject: '恢复显示：您在“{round}”中的一条意见',
    paragraphs: ['您在“{round}”（{reference}）中的一条曾不予显示的意见，经审核人员查看后已恢复显示。', '该意见为 {comment}。'],
    label: '查看意见',
  },
  REPLY_RECEIVED: {
    subject: '对 {comment} 的回复',
    paragraphs: ['有人回复了“{round}”（{reference}）中的意见 {comment}。', '{excerpt}'],
    label: '阅读回复',
  },
  COMMENT_PUBLISHED: {
    subject: '关于《{norm}》的意见',
    paragraphs: ['意见 {comment} 已在“{round}”（{reference}）中发布。', '{excerpt}'],
    label: '阅读意见',
  },
  COMMENT_ASSIGNED: {
    subject: '分派给您：关于《{norm}》的意见',
    paragraphs: ['“{round}”（{reference}）中关于《{norm}》的意见已分派给您，共 {count} 条。'],
    label: '查看意见',
  },
  MODERATION_WAITING: {
    subject: '等待审核：{round}',
    paragraphs: ['“{round}”（{reference}）中的意见 {comment} 等待审核。', '举报类别：{flag}'],
    label: '打开队列',
  },
  FLAG_DECIDED: {
    subject: '已处理：您对 {comment} 的举报',
    paragraphs: ['您举报了“{round}”（{reference}）中的意见 {comment}。审核人员已查看。', '{decision}'],
    label: '查看',
  },
  STANDING_ASKED: {
    subject: '您的意见是否仍然成立？《{norm}》',
    paragraphs: ['《{norm}》已发布新版本。您对早先版本的意见，凡能找到原文之处，已转到新版本。', '请逐条说明是否仍然成立。'],
    label: '查看我的意见',
  },
  RESULTS_PUBLISHED: {
    subject: '您的意见已得到答复：{norm}',
    paragraphs: ['《{norm}》的审议已结束。以下是对您意见的答复。', '据此形成的第 {version} 版已发布。', '{answers}'],
    label: '在原处阅读',
  },
  BALANCE_BELOW_TARGET: {
    subject: '低于目标：{group}，{round}',
    paragraphs: [
      '在“{round}”（{reference}）中，该群体提交的意见少于预期：{group}。',
      '截止时间：{closesAt}。现在仍来得及联系受邀而尚未提交意见者。',
    ],
    label: '查看参与情况',
  },
  APPEAL_DECIDED: {
    subject: '您的申诉已有决定：{comment}',
    paragraphs: ['您对 {comment} 的答复提出的申诉已有决定。', '{reason}'],
    label: '阅读决定',
  },
  VERSION_PUBLISHED: {
    subject: '新版本：{norm}',
    paragraphs: ['《{norm}》的新版本已发布。'],
    label: '阅读',
  },
  MILESTONE_DUE: {
    subject: '到期：{milestone}，{norm}',
    paragraphs: ['《{norm}》的一个阶段将于 {at} 到期：{milestone}。'],
    label: '查看规范',
  },
  SUMMARY_READY: {
    subject: '摘要已完成：{round}',
    paragraphs: ['“{round}”（{reference}）的摘要已完成。'],
    label: '阅读摘要',
  },
  EXPORT_READY: {
    subject: '您的导出文件已备好',
    paragraphs: ['您要求的导出文件已备好，七天内可以下载。'],
    label: '下载',
  },
  ROUND_INVITATION: {
    subject: '邀请您发表意见：{norm}',
    paragraphs: [
      '邀请您在“{round}”（{reference}）中就《{norm}》发表意见。',
      '{reason}',
      '截止时间：{closesAt}。',
      '请用此地址登录，或先用此地址注册。',
    ],
    label: '阅读并发表意见',
  },
  WEBHOOK_DISABLED: {
    subject: '您的一个 webhook 已停用',
    paragraphs: ['对您某个地址的调用连续一天失败，今后不再调用。地址恢复后请新建 webhook。'],
    label: '打开 Colloquy',
  },
  NORM_ADOPTED: {
    subject: '已通过：{norm}',
    paragraphs: ['《{norm}》已通过，通过的是第 {version} 版。', '其效力截至 {sunset}（含当日），除非在此之前获得延续。'],
    label: '阅读',
  },
  NORM_RENEWED: {
    subject: '效力延续：{norm}',
    paragraphs: ['《{norm}》的效力已获延续，继续有效。', '其效力现截至 {sunset}（含当日）。', '理由：{reason}'],
    label: '查看规范',
  },
  NORM_EXPIRED: {
    subject: '已失效：{norm}',
    paragraphs: ['《{norm}》未获延续，已不再有效。', '其效力的最后一日为 {sunset}。', '其文本、意见和答复仍可阅读。'],
    label: '查看规范',
  },
  NORM_WITHDRAWN: {
    subject: '已撤回：{norm}',
    paragraphs: ['《{norm}》已撤回，其征求意见不再接受任何提交。', '理由：{reason}'],
    label: '查看规范',
  },
  ROUND_PAUSED: {
    subject: '已暂停：{round}',
    paragraphs: ['关于《{norm}》的“{round}”（{reference}）已暂停，暂不接受提交。草稿均已保留。', '理由：{reason}'],
    label: '查看',
  },
  ROUND_RESUMED: {
    subject: '重新开放：{round}',
    paragraphs: ['关于《{norm}》的“{round}”（{reference}）已重新接受提交。', '截止时间：{closesAt}。', '理由：{reason}'],
    label: '阅读并发表意见',
  },
  SUBMISSION_RETURNED: {
    subject: '已退回：{organization}，{round}',
    paragraphs: [
      '{organization} 提交给“{round}”（{reference}）的意见已被批准人退回撰稿人。理由附于草稿。',
      '修改之后可以再次请求批准。',
      '截止时间：{closesAt}。',
    ],
    label: '查看理由',
  },
  SUBMISSION_WITHDRAWN: {
    subject: '已撤回：{organization}，{round}',
    paragraphs: ['批准人撤回了 {organization} 提交给“{round}”（{reference}）的意见。其中的意见不再显示，但未被删除。'],
    label: '查看',
  },
  SUMMARY_PUBLISHED: {
    subject: '摘要已发布：{round}',
    paragraphs: ['关于《{norm}》的“{round}”（{reference}）的意见摘要已发布。'],
    label: '阅读摘要',
  },
  MILESTONE_SUNSET: {
    subject: '有效期至 {at}：{norm}',
    paragraphs: ['《{norm}》的效力截至 {at}（含当日），除非在此之前获得延续：{milestone}。'],
    label: '查看规范',
  },
  EXPORT_FAILED: {
    subject: '您的导出未能完成',
    paragraphs: ['您要求的导出未能完成。没有任何数据丢失，请重新导出。', '如果再次失败，请告知本平台的管理人员。'],
    label: '重新导出',
  },
};
