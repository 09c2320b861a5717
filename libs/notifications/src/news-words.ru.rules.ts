import type { NewsTextKey, Words } from './words.types.js';

/** News of norms, rounds and comments: русский. */
export const NEWS_RU: Readonly<Record<NewsTextKey, Words>> = {
  ROUND_OPENED: {
    subject: 'Открыто для замечаний: {norm}',
    paragraphs: ['Раунд «{round}» ({reference}) по документу {norm} открыт.', 'Он закрывается {closesAt}.'],
    label: 'Прочитать и высказаться',
  },
  ROUND_CLOSING_SOON: {
    subject: 'Скоро закрывается: {norm}',
    paragraphs: [
      'Раунд «{round}» ({reference}) по документу {norm} закрывается {closesAt}, а от вас ещё ничего не подано.',
      'Черновик, не поданный к этому времени, не учитывается. Прочитать и выгрузить его можно будет и потом.',
    ],
    label: 'Прочитать и высказаться',
  },
  ROUND_EXTENDED: {
    subject: 'Больше времени для замечаний: {norm}',
    paragraphs: ['Раунд «{round}» ({reference}) теперь закрывается {closesAt}.', 'Причина: {reason}'],
    label: 'Прочитать и высказаться',
  },
  ROUND_CANCELLED: {
    subject: 'Отменено: {round}',
    paragraphs: ['Раунд «{round}» ({reference}) по документу {norm} отменён.', 'Причина: {reason}'],
    label: 'Посмотреть раунд',
  },
  ROUND_CLOSED: {
    subject: 'Закрыто: {round}',
    paragraphs: [
      'Раунд «{round}» ({reference}) по документу {norm} закрыт.',
      'На каждое поданное замечание будет ответ. Вы получите одно письмо со всеми ответами на свои замечания.',
    ],
    label: 'Посмотреть раунд',
  },
  SUBMISSION_RECEIVED: {
    subject: 'Получено: {receipt}',
    paragraphs: [
      'Ваша подача в раунде «{round}» ({reference}) получена {at}.',
      'Она подана от имени {organization}.',
      'Квитанция: {receipt}\nSHA-256: {contentHash}',
      'Сохраните это письмо: с ним вы сможете показать, что поданное вами внесено в протокол без изменений.',
    ],
    label: 'Посмотреть поданное',
  },
  APPROVAL_REQUESTED: {
    subject: 'Ждёт вашего утверждения: {organization}',
    paragraphs: [
      'Подача организации {organization} в раунде «{round}» ({reference}) готова. Утверждающий подаёт её или возвращает с указанием причины.',
      'Раунд закрывается {closesAt}.',
    ],
    label: 'Прочитать и решить',
  },
  COMMENT_WITHHELD: {
    subject: 'Скрыто: ваше замечание, {round}',
    paragraphs: [
      'Одно из ваших замечаний в раунде «{round}» ({reference}) больше не показывается другим. Оно остаётся в протоколе, и на него будет ответ.',
      'Это замечание {comment}.',
      'Причина: {reason}',
    ],
    label: 'Посмотреть замечание',
  },
  COMMENT_SHOWN: {
    subject: 'Снова показывается: ваше замечание, {round}',
    paragraphs: [
      'Модератор рассмотрел ваше скрытое замечание в раунде «{round}» ({reference}). Оно снова показывается.',
      'Это замечание {comment}.',
    ],
    label: 'Посмотреть замечание',
  },
  REPLY_RECEIVED: {
    subject: 'Отклик на {comment}',
    paragraphs: ['Кто-то откликнулся на замечание {comment} в раунде «{round}» ({reference}).', '{excerpt}'],
    label: 'Прочитать отклик',
  },
  COMMENT_PUBLISHED: {
    subject: 'Новое замечание: {norm}',
    paragraphs: ['Замечание {comment} опубликовано в раунде «{round}» ({reference}).', '{excerpt}'],
    label: 'Прочитать замечание',
  },
  COMMENT_ASSIGNED: {
    subject: 'Поручено вам: замечания, {norm}',
    paragraphs: ['Вам поручены замечания раунда «{round}» ({reference}) по документу {norm}: {count}.'],
    label: 'Посмотреть замечания',
  },
  MODERATION_WAITING: {
    subject: 'Ждёт модератора: {round}',
    paragraphs: ['Замечание {comment} в раунде «{round}» ({reference}) ждёт модератора.', 'О нём сообщили: {flag}'],
    label: 'Открыть очередь',
  },
  FLAG_DECIDED: {
    subject: 'Решено: ваше обращение о {comment}',
    paragraphs: ['Вы сообщили о замечании {comment} в раунде «{round}» ({reference}). Модератор рассмотрел его.', '{decision}'],
    label: 'Посмотреть раунд',
  },
  STANDING_ASKED: {
    subject: 'Ваше замечание остаётся в силе? {norm}',
    paragraphs: [
      'Опубликована новая версия документа {norm}. Ваши замечания к прежней версии перенесены в неё, насколько удалось найти их слова.',
      'Скажите о каждом, остаётся ли оно в силе.',
    ],
    label: 'Посмотреть мои замечания',
  },
  RESULTS_PUBLISHED: {
    subject: 'Ответы на ваши замечания: {norm}',
    paragraphs: [
      'Рассмотрение документа {norm} завершено. Вот ответы на ваши замечания.',
      'По его итогам сделана и опубликована версия {version}.',
      '{answers}',
    ],
    label: 'Прочитать на месте',
  },
  BALANCE_BELOW_TARGET: {
    subject: 'Ниже цели: {group}, {round}',
    paragraphs: [
      'В раунде «{round}» ({reference}) от этой группы подано меньше, чем намечено: {group}.',
      'Раунд закрывается {closesAt}. Ещё есть время обратиться к тем, кто приглашён и ничего не подал.',
    ],
    label: 'Посмотреть, кто участвует',
  },
  APPEAL_DECIDED: {
    subject: 'Решение по вашей жалобе: {comment}',
    paragraphs: ['По вашей жалобе на ответ на {comment} принято решение.', '{reason}'],
    label: 'Прочитать решение',
  },
  VERSION_PUBLISHED: {
    subject: 'Новая версия: {norm}',
    paragraphs: ['Опубликована новая версия документа {norm}.'],
    label: 'Прочитать',
  },
  MILESTONE_DUE: {
    subject: 'Срок: {milestone}, {norm}',
    paragraphs: ['Срок этапа документа {norm} наступает {at}: {milestone}.'],
    label: 'Посмотреть документ',
  },
  SUMMARY_READY: {
    subject: 'Сводка готова: {round}',
    paragraphs: ['Сводка раунда «{round}» ({reference}) готова.'],
    label: 'Прочитать сводку',
  },
  EXPORT_READY: {
    subject: 'Ваша выгрузка готова',
    paragraphs: ['Выгрузка, которую вы запросили, готова. Её можно скачать в течение семи дней.'],
    label: 'Скачать',
  },
  ROUND_INVITATION: {
    subject: 'Вас приглашают высказаться: {norm}',
    paragraphs: [
      'Вас приглашают высказать замечания по документу {norm} в раунде «{round}» ({reference}).',
      '{reason}',
      'Он закрывается {closesAt}.',
      'Войдите с этим адресом или сначала зарегистрируйтесь с ним.',
    ],
    label: 'Прочитать и высказаться',
  },
  WEBHOOK_DISABLED: {
    subject: 'Один из ваших веб-хуков отключён',
    paragraphs: [
      'Вызовы по вашему адресу не удавались целые сутки, и больше их не будет. Создайте новый веб-хук, когда адрес заработает.',
    ],
    label: 'Открыть Colloquy',
  },
  NORM_ADOPTED: {
    subject: 'Принято: {norm}',
    paragraphs: [
      'Документ {norm} принят в версии {version}.',
      'Последний день его действия — {sunset}, если до этого его не продлят.',
    ],
    label: 'Прочитать',
  },
  NORM_RENEWED: {
    subject: 'Продлено: {norm}',
    paragraphs: ['Действие документа {norm} продлено.', 'Теперь последний день его действия — {sunset}.', 'Причина: {reason}'],
    label: 'Посмотреть документ',
  },
  NORM_EXPIRED: {
    subject: 'Больше не действует: {norm}',
    paragraphs: [
      'Документ {norm} больше не действует: его не продлили.',
      'Последним днём его действия было {sunset}.',
      'Его текст, замечания и ответы на них по-прежнему можно прочитать.',
    ],
    label: 'Посмотреть документ',
  },
  NORM_WITHDRAWN: {
    subject: 'Отозвано: {norm}',
    paragraphs: ['Документ {norm} отозван. В раунды по нему больше ничего нельзя подать.', 'Причина: {reason}'],
    label: 'Посмотреть документ',
  },
  ROUND_PAUSED: {
    subject: 'Приостановлено: {round}',
    paragraphs: [
      'Раунд «{round}» ({reference}) по документу {norm} приостановлен: пока в нём ничего нельзя подать. Черновики сохранены.',
      'Причина: {reason}',
    ],
    label: 'Посмотреть раунд',
  },
  ROUND_RESUMED: {
    subject: 'Снова открыто: {round}',
    paragraphs: [
      'В раунде «{round}» ({reference}) по документу {norm} снова можно подавать замечания.',
      'Он закрывается {closesAt}.',
      'Причина: {reason}',
    ],
    label: 'Прочитать и высказаться',
  },
  SUBMISSION_RETURNED: {
    subject: 'Возвращено: {organization}, {round}',
    paragraphs: [
      'Утверждающий вернул авторам подачу организации {organization} в раунде «{round}» ({reference}). Причина указана при черновике.',
      'Когда она будет исправлена, можно снова запросить утверждение.',
      'Раунд закрывается {closesAt}.',
    ],
    label: 'Прочитать причину',
  },
  SUBMISSION_WITHDRAWN: {
    subject: 'Отозвана подача: {organization}, {round}',
    paragraphs: [
      'Утверждающий отозвал подачу организации {organization} в раунде «{round}» ({reference}). Её замечания больше не показываются; ничего из них не удалено.',
    ],
    label: 'Посмотреть раунд',
  },
  SUMMARY_PUBLISHED: {
    subject: 'Сводка опубликована: {round}',
    paragraphs: ['Опубликована сводка сказанного в раунде «{round}» ({reference}) по документу {norm}.'],
    label: 'Прочитать сводку',
  },
  MILESTONE_SUNSET: {
    subject: 'Действует до {at}: {norm}',
    paragraphs: ['Последний день действия документа {norm} — {at}, если до этого его не продлят: {milestone}.'],
    label: 'Посмотреть документ',
  },
  EXPORT_FAILED: {
    subject: 'Вашу выгрузку сделать не удалось',
    paragraphs: [
      'Выгрузку, которую вы запросили, сделать не удалось. Ничего не потеряно: запросите её снова.',
      'Если это повторится, сообщите тем, кто ведёт эту платформу.',
    ],
    label: 'Запросить снова',
  },
};
