import type { NewsTextKey, Words } from './words.types.js';

/** News of norms, rounds and comments: العربية. */
export const NEWS_AR: Readonly<Record<NewsTextKey, Words>> = {
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
    subject: 'حُجب أحد تعليقاتكم في {round}',
    paragraphs: [
      'لم يعد أحد تعليقاتكم في «{round}» ({reference}) معروضاً للآخرين. يبقى في السجل، وسيُجاب عليه.',
      'وهو {comment}.',
      'السبب: {reason}',
    ],
    label: 'عرض التعليق',
  },
  COMMENT_SHOWN: {
    subject: 'عاد أحد تعليقاتكم معروضاً في {round}',
    paragraphs: ['نظر مشرف في أحد تعليقاتكم في «{round}» ({reference}) كان محجوباً. وقد عاد معروضاً.', 'وهو {comment}.'],
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
    paragraphs: ['التعليق {comment} في «{round}» ({reference}) بانتظار مشرف.', 'أُبلغ عنه بوصفه: {flag}'],
    label: 'فتح القائمة',
  },
  FLAG_DECIDED: {
    subject: 'تقرر بشأن بلاغكم عن {comment}',
    paragraphs: ['أبلغتم عن التعليق {comment} في «{round}» ({reference}). نظر فيه مشرف.', '{decision}'],
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
      'تُغلق الجولة في {closesAt}. ما زال هناك وقت لمخاطبة المدعوين الذين لم يقدموا شيئاً.',
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
  WEBHOOK_DISABLED: {
    subject: 'عُطِّل أحد خطافات الويب الخاصة بكم',
    paragraphs: ['أخفقت النداءات إلى أحد عناوينكم طوال يوم، ولن تُجرى بعد الآن. أنشئوا خطافاً جديداً عندما يعمل العنوان.'],
    label: 'فتح Colloquy',
  },
  NORM_ADOPTED: {
    subject: 'اعتُمدت: {norm}',
    paragraphs: ['اعتُمدت {norm} في نسختها {version}.', 'آخر يوم لسريانها هو {sunset}، ما لم تُجدَّد قبل ذلك.'],
    label: 'قراءتها',
  },
  NORM_RENEWED: {
    subject: 'جُدِّدت: {norm}',
    paragraphs: ['جُدِّدت {norm} وما زالت سارية.', 'آخر يوم لسريانها الآن هو {sunset}.', 'السبب: {reason}'],
    label: 'عرض القاعدة',
  },
  NORM_EXPIRED: {
    subject: 'لم تعد سارية: {norm}',
    paragraphs: [
      'لم تعد {norm} سارية: لم تُجدَّد.',
      'كان آخر يوم لسريانها {sunset}.',
      'يبقى نصها والتعليقات عليها والإجابات متاحة للقراءة.',
    ],
    label: 'عرض القاعدة',
  },
  NORM_WITHDRAWN: {
    subject: 'سُحبت: {norm}',
    paragraphs: ['سُحبت {norm}. لم يعد ممكناً تقديم شيء في أي جولة بشأنها.', 'السبب: {reason}'],
    label: 'عرض القاعدة',
  },
  ROUND_PAUSED: {
    subject: 'عُلِّقت: {round}',
    paragraphs: [
      'الجولة «{round}» ({reference}) بشأن {norm} معلَّقة: لا يمكن تقديم شيء فيها حالياً. المسودات محفوظة.',
      'السبب: {reason}',
    ],
    label: 'عرض الجولة',
  },
  ROUND_RESUMED: {
    subject: 'فُتحت من جديد: {round}',
    paragraphs: [
      'أصبح التقديم ممكناً من جديد في الجولة «{round}» ({reference}) بشأن {norm}.',
      'تُغلق في {closesAt}.',
      'السبب: {reason}',
    ],
    label: 'القراءة والتعليق',
  },
  SUBMISSION_RETURNED: {
    subject: 'أُعيدت: {organization}، {round}',
    paragraphs: [
      'أعاد صاحب الموافقة مساهمة {organization} في «{round}» ({reference}) إلى كاتبيها. والسبب مذكور مع المسودة.',
      'بعد تعديلها يمكن طلب الموافقة من جديد.',
      'تُغلق الجولة في {closesAt}.',
    ],
    label: 'قراءة السبب',
  },
  SUBMISSION_WITHDRAWN: {
    subject: 'سُحبت مساهمة: {organization}، {round}',
    paragraphs: [
      'سحب صاحب الموافقة مساهمة {organization} في «{round}» ({reference}). لم تعد تعليقاتها معروضة، ولم يُحذف منها شيء.',
    ],
    label: 'عرض الجولة',
  },
  SUMMARY_PUBLISHED: {
    subject: 'نُشر الملخص: {round}',
    paragraphs: ['نُشر ملخص ما قيل في «{round}» ({reference}) بشأن {norm}.'],
    label: 'قراءة الملخص',
  },
  MILESTONE_SUNSET: {
    subject: 'سارية حتى {at}: {norm}',
    paragraphs: ['آخر يوم لسريان {norm} هو {at}، ما لم تُجدَّد قبل ذلك: {milestone}.'],
    label: 'عرض القاعدة',
  },
  EXPORT_FAILED: {
    subject: 'تعذّر إعداد ملف التصدير',
    paragraphs: [
      'تعذّر إعداد ملف التصدير الذي طلبتموه. لم يضع شيء: اطلبوه من جديد.',
      'إذا تكرر ذلك، فأبلغوا القائمين على هذه المنصة.',
    ],
    label: 'طلبه من جديد',
  },
};
