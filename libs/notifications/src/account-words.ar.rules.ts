import type { AccountTextKey, Words } from './words.types.js';

const TOKEN = 'إذا طُلب منكم رمز، فهو:\n{token}';
const NOT_YOU = 'إذا لم تكونوا أنتم من فعل ذلك، فلا داعي لأي إجراء.';

/** Mails about accounts and organizations: العربية. */
export const ACCOUNT_AR: Readonly<Record<AccountTextKey, Words>> = {
  VERIFY: {
    subject: 'أكّدوا عنوان بريدكم',
    paragraphs: [
      'طلب أحدهم، ونأمل أن يكون أنتم، حساباً بهذا العنوان. اتبعوا الرابط لتأكيد أنه عنوانكم.',
      TOKEN,
      'إذا لم تكونوا أنتم، فلا داعي لأي إجراء: لا يوجد حساب بدون هذه الخطوة.',
    ],
    label: 'تأكيد عنواني',
  },
  KNOWN: {
    subject: 'لديكم حساب بالفعل',
    paragraphs: [
      'طلب أحدهم، وربما أنتم، حساباً بهذا العنوان. يوجد حساب بالفعل، ولم يتغير فيه شيء.',
      'يمكنكم الدخول بكلمة المرور الخاصة به. وإذا فقدتموها، فاطلبوا رابطاً لاختيار كلمة جديدة.',
      NOT_YOU,
    ],
    label: 'الذهاب إلى Colloquy',
  },
  SIGN_IN: {
    subject: 'رابط الدخول الخاص بكم',
    paragraphs: [
      'طلب أحدهم، ونأمل أن يكون أنتم، رابطاً للدخول. يصلح مرة واحدة ولمدة ساعة.',
      TOKEN,
      'إذا لم تكونوا أنتم، فلا تتبعوا الرابط ولا تعطوه لأحد: من يملكه يستطيع الدخول باسمكم.',
    ],
    label: 'الدخول',
  },
  RESET_PASSWORD: {
    subject: 'اختاروا كلمة مرور جديدة',
    paragraphs: [
      'طلب أحدهم، ونأمل أن يكون أنتم، تغيير كلمة مرور حسابكم. يصلح الرابط مرة واحدة ولمدة ساعة.',
      TOKEN,
      'إذا لم تكونوا أنتم، فلا داعي لأي إجراء: بدون الرابط تبقى كلمة المرور كما هي.',
    ],
    label: 'اختيار كلمة مرور',
  },
  CHANGE_EMAIL: {
    subject: 'أكّدوا عنوان بريدكم الجديد',
    paragraphs: [
      'طلبتم استخدام هذا العنوان لحسابكم. اتبعوا الرابط لتأكيد أنه عنوانكم. يصلح مرة واحدة ولمدة يوم.',
      TOKEN,
      NOT_YOU,
    ],
    label: 'تأكيد عنواني الجديد',
  },
  EMAIL_CHANGED: {
    subject: 'تم تغيير عنوان بريدكم',
    paragraphs: [
      'لحسابكم الآن عنوان بريد آخر، ولن تُرسل الرسائل إلى هذا العنوان بعد الآن.',
      'إذا لم تكونوا أنتم، فإن شخصاً آخر يعرف كلمة مروركم. أبلغوا القائمين على هذه المنصة فوراً.',
    ],
  },
  PASSWORD_CHANGED: {
    subject: 'تم تغيير كلمة مروركم',
    paragraphs: [
      'تم تغيير كلمة مرور حسابكم، وأُنهيت جلساته الأخرى.',
      'إذا لم تكونوا أنتم، فاطلبوا فوراً رابطاً لاختيار كلمة جديدة.',
    ],
    label: 'الذهاب إلى Colloquy',
  },
  WAY_IN_CHANGED: {
    subject: 'تغيّرت طرق الدخول إلى حسابك',
    paragraphs: [
      'أُضيف إلى حسابك عامل ثانٍ أو مفتاح مرور أو دخول عبر مؤسسة، أو جُدّد، أو أُزيل منه.',
      'إن لم تكن أنت من فعل ذلك فاطلب فورًا رابطًا لتعيين كلمة مرور جديدة، ثم راجع الجلسات وطرق الدخول إلى حسابك.',
    ],
    label: 'الانتقال إلى Colloquy',
  },
  ORGANIZATION_VERIFIED: {
    subject: '{organization}: تم التحقق',
    paragraphs: ['تم التحقق من {organization}.', 'السبب: {reason}'],
    label: 'عرض المنظمة',
  },
  ORGANIZATION_REJECTED: {
    subject: '{organization}: لم يتم التحقق',
    paragraphs: ['لم يتم التحقق من {organization}.', 'السبب: {reason}'],
    label: 'عرض المنظمة',
  },
  VETTING_APPEALED: {
    subject: 'تظلم: {organization}',
    paragraphs: ['تتظلم {organization} من رفضها.', 'يقرر شخص غير الذي رفضها. وأسبابها واردة إلى جانب بيانها.'],
    label: 'فتح Colloquy',
  },
  ORGANIZATION_INVITATION: {
    subject: 'انضموا إلى {organization} على Colloquy',
    paragraphs: [
      'أنتم مدعوون إلى المشاركة في المشاورات باسم {organization}، بصفة: {role}.',
      'ادخلوا بهذا العنوان، أو سجلوا به أولاً، ثم اتبعوا الرابط. يصلح مرة واحدة خلال 14 يوماً.',
      TOKEN,
      'إذا كان هذا لا يعنيكم، فلا داعي لأي إجراء.',
    ],
    label: 'عرض الدعوة',
  },
  MEMBERSHIP_ENDED: {
    subject: '{organization}: لم تعودوا عضواً',
    paragraphs: ['أنهى صاحب الموافقة في {organization} عضويتكم.'],
  },
  MEMBERSHIP_ROLE_CHANGED: {
    subject: '{organization}: صفتكم الآن {role}',
    paragraphs: ['أعطاكم صاحب الموافقة في {organization} صفة: {role}.'],
  },
  STAFF_ROLE_GIVEN: {
    subject: 'مهمتكم الجديدة: {role}، {scope}',
    paragraphs: ['أسند إليكم مسؤول النظام مهمة: {role}، {scope}. تسري من طلبكم القادم.'],
  },
  STAFF_ROLE_TAKEN: {
    subject: 'لم تعد لكم مهمة: {role}، {scope}',
    paragraphs: ['لم تعد لكم مهمة: {role}، {scope}. ما فعلتموه في هذه المهمة يبقى في السجل.'],
  },
};
