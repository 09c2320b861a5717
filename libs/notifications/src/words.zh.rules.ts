import type { Catalogue } from './words.types.js';

const TOKEN = '如果需要输入代码，代码是：\n{token}';
const NOT_YOU = '如果不是您本人操作，请不必理会。';

/** 中文。 */
export const ZH: Catalogue = {
  greeting: '{recipient}，您好：',
  texts: {
    VERIFY: {
      subject: '请确认您的邮箱地址',
      paragraphs: [
        '有人（希望是您）用此地址申请了账户。请打开链接，确认这是您的地址。',
        TOKEN,
        '如果不是您本人操作，请不必理会：没有这一步就不会有账户。',
      ],
      label: '确认我的地址',
    },
    KNOWN: {
      subject: '您已有账户',
      paragraphs: [
        '有人（也许是您）用此地址申请了账户。该账户早已存在，其内容没有任何改动。',
        '您可以用其密码登录。如果忘记了密码，请申请重设链接。',
        NOT_YOU,
      ],
      label: '前往 Colloquy',
    },
    SIGN_IN: {
      subject: '您的登录链接',
      paragraphs: [
        '有人（希望是您）申请了登录链接。链接只能使用一次，一小时内有效。',
        TOKEN,
        '如果不是您本人操作，请勿打开链接，也不要交给任何人：持有链接的人可以用您的身份登录。',
      ],
      label: '登录',
    },
    RESET_PASSWORD: {
      subject: '设置新密码',
      paragraphs: [
        '有人（希望是您）要求为您的账户设置新密码。链接只能使用一次，一小时内有效。',
        TOKEN,
        '如果不是您本人操作，请不必理会：没有链接，密码不会改变。',
      ],
      label: '设置新密码',
    },
    CHANGE_EMAIL: {
      subject: '请确认您的新邮箱地址',
      paragraphs: ['您要求把此地址用于您的账户。请打开链接，确认这是您的地址。链接只能使用一次，一天内有效。', TOKEN, NOT_YOU],
      label: '确认我的新地址',
    },
    EMAIL_CHANGED: {
      subject: '您的邮箱地址已更改',
      paragraphs: [
        '您的账户已改用另一个地址，今后邮件不再发到此地址。',
        '如果不是您本人操作，说明有人知道您的密码。请立即告知本平台的管理人员。',
      ],
    },
    PASSWORD_CHANGED: {
      subject: '您的密码已更改',
      paragraphs: ['您账户的密码已更改，其他会话已全部结束。', '如果不是您本人操作，请立即申请重设密码的链接。'],
      label: '前往 Colloquy',
    },
    WAY_IN_CHANGED: {
      subject: '您账户的登录方式已更改',
      paragraphs: [
        '您的账户添加、更新或移除了第二验证因素、通行密钥或机构登录。',
        '如果这不是您本人所为，请立即索取设置新密码的链接，然后检查您账户的会话和登录方式。',
      ],
      label: '前往 Colloquy',
    },
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
      subject: '不予公开：{comment}',
      paragraphs: [
        '您在“{round}”（{reference}）中的意见 {comment} 不再公开显示。它仍保留在记录中，并会得到答复。',
        '理由：{reason}',
      ],
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
      paragraphs: ['“{round}”（{reference}）中的意见 {comment} 等待审核。', '理由：{reason}'],
      label: '打开队列',
    },
    FLAG_DECIDED: {
      subject: '已处理：您对 {comment} 的举报',
      paragraphs: ['您举报了“{round}”（{reference}）中的意见 {comment}。审核人员已查看并作出决定。', '理由：{reason}'],
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
        '截止时间：{closesAt}。现在仍来得及联系受邀而未发言者。',
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
    ORGANIZATION_VERIFIED: {
      subject: '{organization}：已核实',
      paragraphs: ['{organization} 已通过核实。', '理由：{reason}'],
      label: '查看组织',
    },
    ORGANIZATION_REJECTED: {
      subject: '{organization}：未通过核实',
      paragraphs: ['{organization} 未通过核实。', '理由：{reason}'],
      label: '查看组织',
    },
    VETTING_APPEALED: {
      subject: '申诉：{organization}',
      paragraphs: ['{organization} 对未通过核实提出申诉。', '由原决定人以外的人作出决定。申诉理由载于其声明旁。'],
      label: '打开 Colloquy',
    },
    ORGANIZATION_INVITATION: {
      subject: '邀请您在 Colloquy 加入 {organization}',
      paragraphs: [
        '邀请您代表 {organization} 参加征求意见，身份：{role}。',
        '请用此地址登录，或先用此地址注册，然后打开链接。链接只能使用一次，14 天内有效。',
        TOKEN,
        '如果您对此一无所知，请不必理会。',
      ],
      label: '查看邀请',
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
    MEMBERSHIP_ENDED: {
      subject: '{organization}：您已不再是成员',
      paragraphs: ['{organization} 的批准人终止了您的成员资格。'],
    },
    MEMBERSHIP_ROLE_CHANGED: {
      subject: '{organization}：您现在的身份是{role}',
      paragraphs: ['{organization} 的批准人将您的身份改为：{role}。'],
    },
    STAFF_ROLE_GIVEN: {
      subject: '您的新职责：{role}，{scope}',
      paragraphs: ['管理员授予您职责：{role}，{scope}。自您的下一次请求起生效。'],
    },
    STAFF_ROLE_TAKEN: {
      subject: '您不再担任：{role}，{scope}',
      paragraphs: ['您不再担任：{role}，{scope}。您在任内所做的一切仍保留在日志中。'],
    },
    WEBHOOK_DISABLED: {
      subject: '您的一个 webhook 已停用',
      paragraphs: ['对您某个地址的调用连续一天失败，今后不再调用。地址恢复后请新建 webhook。'],
      label: '打开 Colloquy',
    },
  },
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
