import { ACCOUNT_AR } from './account-words.ar.rules.js';
import { NEWS_AR } from './news-words.ar.rules.js';
import type { Catalogue } from './words.types.js';

/** العربية. */
export const AR: Catalogue = {
  greeting: '\u2068{recipient}\u2069، تحية طيبة،',
  texts: { ...ACCOUNT_AR, ...NEWS_AR },
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
  groups: {
    GOVERNMENT: 'الحكومات',
    INTERGOVERNMENTAL_ORGANIZATION: 'المنظمات الحكومية الدولية',
    INDUSTRY: 'القطاع الصناعي',
    ACADEMIA: 'الأوساط الأكاديمية',
    CIVIL_SOCIETY: 'المجتمع المدني',
    TECHNICAL_COMMUNITY: 'المجتمع التقني',
    INDIVIDUAL: 'الأفراد',
  },
  flags: {
    ABUSE: 'إساءة',
    SPAM: 'رسائل مزعجة',
    OFF_TOPIC: 'خارج الموضوع',
    PRIVATE_DATA: 'بيانات شخصية',
    FALSE_ATTRIBUTION: 'نسبة كاذبة',
    OTHER: 'غير ذلك',
  },
  flagDecisions: {
    PUBLISH: 'يبقى التعليق معروضاً.',
    WITHHOLD: 'حُجب التعليق: لم يعد معروضاً للآخرين.',
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
    more: 'و{count} غيرها تجدونها في صندوق الوارد.',
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
