import { ACCOUNT_RU } from './account-words.ru.rules.js';
import { NEWS_RU } from './news-words.ru.rules.js';
import type { Catalogue } from './words.types.js';

/** Русский. */
export const RU: Catalogue = {
  greeting: 'Здравствуйте, {recipient}!',
  texts: { ...ACCOUNT_RU, ...NEWS_RU },
  outcomes: {
    ACCEPTED: 'принято',
    ACCEPTED_WITH_MODIFICATION: 'принято с изменениями',
    NOTED: 'принято к сведению',
    NOT_ACCEPTED: 'не принято',
    OUT_OF_SCOPE: 'вне рамок документа',
    DEFERRED: 'отложено',
    DUPLICATE: 'отвечено вместе с другим замечанием',
  },
  roles: {
    ADMIN: 'администратор',
    ORGANIZER: 'организатор',
    SECRETARIAT: 'секретариат',
    REVIEWER: 'рецензент',
    OBSERVER: 'наблюдатель',
    APPROVER: 'утверждающий',
    CONTRIBUTOR: 'составитель',
  },
  groups: {
    GOVERNMENT: 'государства',
    INTERGOVERNMENTAL_ORGANIZATION: 'межправительственные организации',
    INDUSTRY: 'промышленность',
    ACADEMIA: 'научное сообщество',
    CIVIL_SOCIETY: 'гражданское общество',
    TECHNICAL_COMMUNITY: 'техническое сообщество',
    INDIVIDUAL: 'частные лица',
  },
  flags: {
    ABUSE: 'оскорбления',
    SPAM: 'спам',
    OFF_TOPIC: 'не по теме',
    PRIVATE_DATA: 'личные данные',
    FALSE_ATTRIBUTION: 'чужое имя',
    OTHER: 'другое',
  },
  flagDecisions: {
    PUBLISH: 'Замечание остаётся видимым.',
    WITHHOLD: 'Замечание скрыто: другим оно больше не показывается.',
  },
  oneNorm: 'для {norm}',
  everyNorm: 'для всех норм',
  answer: {
    plain: '{comment}: {outcome}\n«{excerpt}»',
    response: '{response}',
    changed: 'Изменено: {changed}',
    elsewhere: 'На {comment} дан ответ; войдите, чтобы прочитать его.',
  },
  digest: {
    subject: 'Новости Colloquy: {count}',
    intro: 'Вот что произошло с прошлого письма, сначала самое новое.',
    more: 'И ещё {count}: они во входящих.',
    label: 'Открыть входящие',
    general: 'Общее',
  },
  footer: {
    takesPart: 'Вы получили это письмо, потому что участвуете в консультации в Colloquy.',
    account: 'Вы получили это письмо из-за своей учётной записи в Colloquy.',
    invited:
      'Вы получили это письмо, потому что кто-то дал нам ваш адрес, чтобы вас пригласить. Больше ни для чего он не хранится.',
    unsubscribe: 'Не хотите больше таких писем? Выйдите из этого списка:',
  },
};
