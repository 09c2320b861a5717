import type { Catalogue } from './words.types.js';

const TOKEN = 'إذا طُلب منكم رمز، فهو:\n{token}';
const NOT_YOU = 'إذا لم تكونوا أنتم من فعل ذلك، فلا داعي لأي إجراء.';

/** العربية. */
export const AR: Catalogue = {
  greeting: '{recipient}، تحية طيبة،',
  texts: {
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
    ROUND_OPENED: {
      subject: 'مفتوح للتعليقات: {norm}',
      paragraphs: ['الجولة «{round}» ({reference}) بشأن {norm} مفتوحة.', 'تُغلق في {closesAt}.'],
      label: 'القراءة والتعليق',
    },
    ROUND_CLOSING_SOON: {
      subject: 'تُغلق قريباً: {norm}',
      paragraphs: [
        'تُغلق الجولة «{round}» ({reference}) بشأن {norm} في {closesAt}، ولم تقدموا فيها شيئاً بعد.',
        'المسودة التي لا تُقدَّم حتى ذلك الحين لا تُحسب. ويمكنكم بعدها قراءتها وتصديرها.',
      ],
      label: 'القراءة والتعليق',
    },
    ROUND_EXTENDED: {
      subject: 'وقت إضافي للتعليق: {norm}',
      paragraphs: ['تُغلق الجولة «{round}» ({reference}) الآن في {closesAt}.', 'السبب: {reason}'],
      label: 'القراءة والتعليق',
    },
    ROUND_CANCELLED: {
      subject: 'أُلغيت: {round}',
      paragraphs: ['أُلغيت الجولة «{round}» ({reference}) بشأن {norm}.', 'السبب: {reason}'],
      label: 'عرض الجولة',
    },
    ROUND_CLOSED: {
      subject: 'أُغلقت: {round}',
      paragraphs: [
        'أُغلقت الجولة «{round}» ({reference}) بشأن {norm}.',
        'سيُجاب على كل تعليق قُدِّم. وستصلكم رسالة واحدة بجميع الإجابات على تعليقاتكم.',
      ],
      label: 'عرض الجولة',
    },
    SUBMISSION_RECEIVED: {
      subject: 'تم الاستلام: {receipt}',
      paragraphs: [
        'استُلمت مساهمتكم في «{round}» ({reference}) في {at}.',
        'قُدِّمت باسم {organization}.',
        'الإيصال: {receipt}\nSHA-256: {contentHash}',
        'احتفظوا بهذه الرسالة: بها يمكنكم أن تثبتوا لاحقاً أن ما قدمتموه وارد في السجل دون تغيير.',
      ],
      label: 'عرض ما قدمتموه',
    },
    APPROVAL_REQUESTED: {
      subject: 'بانتظار موافقتكم: {organization}',
      paragraphs: [
        'مساهمة {organization} في «{round}» ({reference}) جاهزة. يقدمها صاحب الموافقة أو يعيدها مع ذكر السبب.',
        'تُغلق الجولة في {closesAt}.',
      ],
      label: 'القراءة والقرار',
    },
    COMMENT_WITHHELD: {
      subject: 'حُجب: {comment}',
      paragraphs: [
        'لم يعد تعليقكم {comment} في «{round}» ({reference}) معروضاً للعموم. يبقى في السجل، وسيُجاب عليه.',
        'السبب: {reason}',
      ],
      label: 'عرض التعليق',
    },
    REPLY_RECEIVED: {
      subject: 'رد على {comment}',
      paragraphs: ['رد أحدهم على التعليق {comment} في «{round}» ({reference}).', '{excerpt}'],
      label: 'قراءة الرد',
    },
    COMMENT_PUBLISHED: {
      subject: 'تعليق على {norm}',
      paragraphs: ['نُشر التعليق {comment} في «{round}» ({reference}).', '{excerpt}'],
      label: 'قراءة التعليق',
    },
    COMMENT_ASSIGNED: {
      subject: 'أُسندت إليكم: تعليقات على {norm}',
      paragraphs: ['أُسندت إليكم تعليقات من «{round}» ({reference}) على {norm}: {count}.'],
      label: 'عرض التعليقات',
    },
    MODERATION_WAITING: {
      subject: 'بانتظار الإشراف: {round}',
      paragraphs: ['التعليق {comment} في «{round}» ({reference}) بانتظار مشرف.', 'السبب: {reason}'],
      label: 'فتح القائمة',
    },
    FLAG_DECIDED: {
      subject: 'تقرر بشأن بلاغكم عن {comment}',
      paragraphs: ['أبلغتم عن التعليق {comment} في «{round}» ({reference}). نظر فيه مشرف واتخذ قراراً.', 'السبب: {reason}'],
      label: 'عرض الجولة',
    },
    STANDING_ASKED: {
      subject: 'هل ما زال تعليقكم قائماً؟ {norm}',
      paragraphs: [
        'نُشرت نسخة جديدة من {norm}. نُقلت إليها تعليقاتكم على نسخة سابقة بقدر ما أمكن العثور على كلماتها.',
        'نرجو أن تذكروا عن كل منها هل ما زال قائماً.',
      ],
      label: 'عرض تعليقاتي',
    },
    RESULTS_PUBLISHED: {
      subject: 'أُجيب على تعليقاتكم: {norm}',
      paragraphs: ['انتهت مراجعة {norm}. هذه هي الإجابات على تعليقاتكم.', 'نتجت عنها النسخة {version} وقد نُشرت.', '{answers}'],
      label: 'قراءتها في موضعها',
    },
    BALANCE_BELOW_TARGET: {
      subject: 'دون الهدف: {group}، {round}',
      paragraphs: [
        'في «{round}» ({reference}) قدمت هذه المجموعة أقل مما كان مستهدفاً: {group}.',
        'تُغلق الجولة في {closesAt}. ما زال هناك وقت لسؤال المدعوين الصامتين.',
      ],
      label: 'عرض المشاركين',
    },
    APPEAL_DECIDED: {
      subject: 'تقرر بشأن تظلمكم: {comment}',
      paragraphs: ['اتُّخذ قرار في تظلمكم من الإجابة على {comment}.', '{reason}'],
      label: 'قراءة القرار',
    },
    VERSION_PUBLISHED: {
      subject: 'نسخة جديدة: {norm}',
      paragraphs: ['نُشرت نسخة جديدة من {norm}.'],
      label: 'قراءتها',
    },
    MILESTONE_DUE: {
      subject: 'موعد: {milestone}، {norm}',
      paragraphs: ['تحل مرحلة من مراحل {norm} في {at}: {milestone}.'],
      label: 'عرض القاعدة',
    },
    SUMMARY_READY: {
      subject: 'الملخص جاهز: {round}',
      paragraphs: ['ملخص «{round}» ({reference}) جاهز.'],
      label: 'قراءة الملخص',
    },
    EXPORT_READY: {
      subject: 'ملف التصدير جاهز',
      paragraphs: ['ملف التصدير الذي طلبتموه جاهز. يمكن تنزيله خلال سبعة أيام.'],
      label: 'تنزيله',
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
    ROUND_INVITATION: {
      subject: 'أنتم مدعوون إلى التعليق: {norm}',
      paragraphs: [
        'أنتم مدعوون إلى التعليق على {norm} في الجولة «{round}» ({reference}).',
        '{reason}',
        'تُغلق في {closesAt}.',
        'ادخلوا بهذا العنوان، أو سجلوا به أولاً.',
      ],
      label: 'القراءة والتعليق',
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
    WEBHOOK_DISABLED: {
      subject: 'عُطِّل أحد خطافات الويب الخاصة بكم',
      paragraphs: ['أخفقت النداءات إلى أحد عناوينكم طوال يوم، ولن تُجرى بعد الآن. أنشئوا خطافاً جديداً عندما يعمل العنوان.'],
      label: 'فتح Colloquy',
    },
  },
  outcomes: {
    ACCEPTED: 'مقبول',
    ACCEPTED_WITH_MODIFICATION: 'مقبول مع تعديلات',
    NOTED: 'أُحيط به علماً',
    NOT_ACCEPTED: 'غير مقبول',
    OUT_OF_SCOPE: 'خارج النطاق',
    DEFERRED: 'مؤجل',
    DUPLICATE: 'أُجيب عليه مع تعليق آخر',
  },
  roles: {
    ADMIN: 'مسؤول النظام',
    ORGANIZER: 'منظِّم',
    SECRETARIAT: 'الأمانة',
    REVIEWER: 'مراجِع',
    OBSERVER: 'مراقب',
    APPROVER: 'صاحب الموافقة',
    CONTRIBUTOR: 'مساهم',
  },
  oneNorm: 'في {norm}',
  everyNorm: 'في جميع القواعد',
  answer: {
    plain: '{comment}: {outcome}\n«{excerpt}»',
    response: '{response}',
    changed: 'ما تغير: {changed}',
    elsewhere: 'أُجيب على {comment}؛ ادخلوا لقراءة الإجابة.',
  },
  digest: {
    subject: 'أخبار Colloquy: {count}',
    intro: 'هذا ما حدث منذ رسالتكم الأخيرة، الأحدث أولاً.',
    label: 'فتح صندوق الوارد',
    general: 'عام',
  },
  footer: {
    takesPart: 'تصلكم هذه الرسالة لأنكم تشاركون في مشاورة على Colloquy.',
    account: 'تصلكم هذه الرسالة بسبب حسابكم على Colloquy.',
    invited: 'تصلكم هذه الرسالة لأن أحدهم أعطانا عنوانكم لدعوتكم. ولا يُحفظ لأي غرض آخر.',
    unsubscribe: 'لا تريدون مزيداً من هذه الرسائل؟ غادروا هذه القائمة:',
  },
};
