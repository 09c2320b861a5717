import type { AccountTextKey, Words } from './words.types.js';

const TOKEN = '如果需要输入代码，代码是：\n{token}';
const NOT_YOU = '如果不是您本人操作，请不必理会。';

const NOT_YOU_WAY = '如果不是您本人操作，请立即申请重设密码的链接，然后检查您账户的会话和登录方式。';

/** Mails about accounts and organizations: 中文. */
export const ACCOUNT_ZH: Readonly<Record<AccountTextKey, Words>> = {
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
  PASSKEY_ADDED: {
    subject: '您的账户添加了通行密钥',
    paragraphs: ['您的账户添加了一个通行密钥（passkey）。持有它的人无需密码即可以您的身份登录。', NOT_YOU_WAY],
    label: '前往 Colloquy',
  },
  PASSKEY_REMOVED: {
    subject: '您的账户移除了通行密钥',
    paragraphs: ['您的账户移除了一个通行密钥（passkey）。它不能再用于登录。', NOT_YOU_WAY],
    label: '前往 Colloquy',
  },
  CODES_ON: {
    subject: '今后登录需要验证码',
    paragraphs: ['您的账户启用了身份验证器应用的验证码（TOTP）：今后每次登录都需要输入验证码。其他会话已全部结束。', NOT_YOU_WAY],
    label: '前往 Colloquy',
  },
  CODES_OFF: {
    subject: '今后登录不再需要验证码',
    paragraphs: ['您的账户停用了身份验证器应用的验证码（TOTP）：今后登录不再需要验证码。', NOT_YOU_WAY],
    label: '前往 Colloquy',
  },
  RECOVERY_CODES_RENEWED: {
    subject: '您的账户有了新的恢复代码',
    paragraphs: ['您的账户生成了新的恢复代码。旧代码不再有效。', NOT_YOU_WAY],
    label: '前往 Colloquy',
  },
  INSTITUTION_LINKED: {
    subject: '添加了通过 {institution} 登录',
    paragraphs: ['今后以您在 {institution} 的身份登录者可以使用您在此处的账户。', NOT_YOU_WAY],
    label: '前往 Colloquy',
  },
  INSTITUTION_UNLINKED: {
    subject: '移除了通过 {institution} 登录',
    paragraphs: ['今后不能再通过 {institution} 登录您的账户。', NOT_YOU_WAY],
    label: '前往 Colloquy',
  },
  API_TOKEN_CREATED: {
    subject: '您的账户生成了访问令牌',
    paragraphs: ['您的账户生成了一个访问令牌。持有它的程序可以在令牌允许的范围内以您的名义操作。', NOT_YOU_WAY],
    label: '前往 Colloquy',
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
};
