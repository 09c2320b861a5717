import type { Language } from './words.types.js';

/** What feeds and calendars are called, and what an instant in a calendar is; `{round}` and `{norm}` stand for titles. */
export interface PublicWords {
  news: string;
  comments: string;
  calendar: string;
  opens: string;
  closes: string;
  proposed: string;
}

/** These words in the six languages. */
export const PUBLIC_WORDS: Readonly<Record<Language, PublicWords>> = {
  ar: {
    news: 'Colloquy: ما يُفتح ويُغلق ويُنشر',
    comments: 'التعليقات العامة على {round}',
    calendar: 'Colloquy: المواعيد',
    opens: 'يُفتح باب التعليق: {norm}',
    closes: 'يُغلق باب التعليق: {norm}',
    proposed: 'النص المقترح:',
  },
  en: {
    news: 'Colloquy: what opens, closes and is published',
    comments: 'Public comments on {round}',
    calendar: 'Colloquy: dates',
    opens: 'Opens for comment: {norm}',
    closes: 'Closes for comment: {norm}',
    proposed: 'Proposed text:',
  },
  es: {
    news: 'Colloquy: lo que se abre, se cierra y se publica',
    comments: 'Comentarios públicos sobre {round}',
    calendar: 'Colloquy: fechas',
    opens: 'Se abre a comentarios: {norm}',
    closes: 'Se cierra a comentarios: {norm}',
    proposed: 'Texto propuesto:',
  },
  fr: {
    news: 'Colloquy : ce qui s’ouvre, se ferme et se publie',
    comments: 'Commentaires publics sur {round}',
    calendar: 'Colloquy : dates',
    opens: 'Ouverture aux commentaires : {norm}',
    closes: 'Clôture des commentaires : {norm}',
    proposed: 'Texte proposé :',
  },
  ru: {
    news: 'Colloquy: что открывается, закрывается и публикуется',
    comments: 'Открытые замечания: {round}',
    calendar: 'Colloquy: даты',
    opens: 'Открывается приём замечаний: {norm}',
    closes: 'Закрывается приём замечаний: {norm}',
    proposed: 'Предлагаемый текст:',
  },
  zh: {
    news: 'Colloquy：开放、结束与发布',
    comments: '关于“{round}”的公开意见',
    calendar: 'Colloquy：日程',
    opens: '开始征求意见：{norm}',
    closes: '结束征求意见：{norm}',
    proposed: '建议文本：',
  },
};
