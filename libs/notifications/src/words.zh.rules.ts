import { ACCOUNT_ZH } from './account-words.zh.rules.js';
import { NEWS_ZH } from './news-words.zh.rules.js';
import type { Catalogue } from './words.types.js';

/** 中文。 */
export const ZH: Catalogue = {
  greeting: '{recipient}，您好：',
  texts: { ...ACCOUNT_ZH, ...NEWS_ZH },
  outcomes: {
    ACCEPTED: '采纳',
    ACCEPTED_WITH_MODIFICATION: '修改后采纳',
    NOTED: '已记录',
    NOT_ACCEPTED: '不采纳',
    OUT_OF_SCOPE: '超出范围',
    DEFERRED: '推迟处理',
    DUPLICATE: '与另一条意见一并答复',
  },
  roles: {
    ADMIN: '管理员',
    ORGANIZER: '组织者',
    SECRETARIAT: '秘书处',
    REVIEWER: '审议人',
    OBSERVER: '观察员',
    APPROVER: '批准人',
    CONTRIBUTOR: '撰稿人',
  },
  groups: {
    GOVERNMENT: '政府',
    INTERGOVERNMENTAL_ORGANIZATION: '政府间组织',
    INDUSTRY: '产业界',
    ACADEMIA: '学术界',
    CIVIL_SOCIETY: '民间社会',
    TECHNICAL_COMMUNITY: '技术界',
    INDIVIDUAL: '个人',
  },
  flags: {
    ABUSE: '辱骂',
    SPAM: '垃圾信息',
    OFF_TOPIC: '离题',
    PRIVATE_DATA: '隐私信息',
    FALSE_ATTRIBUTION: '冒名',
    OTHER: '其他',
  },
  flagDecisions: {
    PUBLISH: '该意见继续显示。',
    WITHHOLD: '该意见已不予显示，他人不再看到。',
  },
  oneNorm: '《{norm}》',
  everyNorm: '所有规范',
  answer: {
    plain: '{comment}：{outcome}\n“{excerpt}”',
    response: '{response}',
    changed: '改动之处：{changed}',
    elsewhere: '{comment} 已有答复，请登录阅读。',
  },
  digest: {
    subject: 'Colloquy 动态：{count}',
    intro: '以下是上次邮件以来的动态，最新的在前。',
    more: '另有 {count} 条，请在收件箱中查看。',
    label: '打开收件箱',
    general: '一般',
  },
  footer: {
    takesPart: '您收到此邮件，因为您参加了 Colloquy 上的征求意见。',
    account: '您收到此邮件，因为您在 Colloquy 有账户。',
    invited: '您收到此邮件，因为有人为邀请您而向我们提供了您的地址。该地址不作他用。',
    unsubscribe: '不想再收到此类邮件？退出此列表：',
  },
};
