import { ACCOUNT_FR } from './account-words.fr.rules.js';
import { NEWS_FR } from './news-words.fr.rules.js';
import type { Catalogue } from './words.types.js';

/** Français. */
export const FR: Catalogue = {
  greeting: 'Bonjour {recipient},',
  texts: { ...ACCOUNT_FR, ...NEWS_FR },
  outcomes: {
    ACCEPTED: 'accepté',
    ACCEPTED_WITH_MODIFICATION: 'accepté avec des changements',
    NOTED: 'noté',
    NOT_ACCEPTED: 'non accepté',
    OUT_OF_SCOPE: 'hors du champ',
    DEFERRED: 'reporté',
    DUPLICATE: 'traité avec un autre commentaire',
  },
  roles: {
    ADMIN: 'administrateur',
    ORGANIZER: 'organisateur',
    SECRETARIAT: 'secrétariat',
    REVIEWER: 'examinateur',
    OBSERVER: 'observateur',
    APPROVER: 'approbateur',
    CONTRIBUTOR: 'contributeur',
  },
  groups: {
    GOVERNMENT: 'États',
    INTERGOVERNMENTAL_ORGANIZATION: 'organisations intergouvernementales',
    INDUSTRY: 'industrie',
    ACADEMIA: 'monde universitaire',
    CIVIL_SOCIETY: 'société civile',
    TECHNICAL_COMMUNITY: 'communauté technique',
    INDIVIDUAL: 'particuliers',
  },
  flags: {
    ABUSE: 'propos abusifs',
    SPAM: 'publicité indésirable',
    OFF_TOPIC: 'hors sujet',
    PRIVATE_DATA: 'données privées',
    FALSE_ATTRIBUTION: 'fausse attribution',
    OTHER: 'autre',
  },
  flagDecisions: {
    PUBLISH: 'Le commentaire reste affiché.',
    WITHHOLD: 'Le commentaire a été masqué : il n’est plus montré aux autres.',
  },
  oneNorm: 'pour {norm}',
  everyNorm: 'pour toutes les normes',
  answer: {
    plain: '{comment} : {outcome}\n« {excerpt} »',
    response: '{response}',
    changed: 'Changé : {changed}',
    elsewhere: '{comment} a reçu une réponse ; connectez-vous pour la lire.',
  },
  digest: {
    subject: 'Nouvelles sur Colloquy : {count}',
    intro: 'Voici ce qui s’est passé depuis votre dernier courriel, le plus récent d’abord.',
    more: 'Et {count} autres, à lire dans votre boîte de réception.',
    label: 'Ouvrir votre boîte de réception',
    general: 'En général',
  },
  footer: {
    takesPart: 'Vous recevez ce courriel parce que vous participez à une consultation sur Colloquy.',
    account: 'Vous recevez ce courriel à cause de votre compte sur Colloquy.',
    invited:
      'Vous recevez ce courriel parce que quelqu’un nous a donné votre adresse pour vous inviter. Elle n’est gardée que pour cela.',
    unsubscribe: 'Vous ne voulez plus de courriels de ce type ? Quittez cette liste :',
  },
};
