import type { NewsTextKey, Words } from './words.types.js';

/** News of norms, rounds and comments: français. */
export const NEWS_FR: Readonly<Record<NewsTextKey, Words>> = {
  ROUND_OPENED: {
    subject: 'Ouvert aux commentaires : {norm}',
    paragraphs: ['La consultation « {round} » ({reference}) sur {norm} est ouverte.', 'Elle se termine le {closesAt}.'],
    label: 'Lire et commenter',
  },
  ROUND_CLOSING_SOON: {
    subject: 'Se termine bientôt : {norm}',
    paragraphs: [
      'La consultation « {round} » ({reference}) sur {norm} se termine le {closesAt}, et vous n’y avez encore rien remis.',
      'Un brouillon qui n’est pas remis d’ici là n’est pas compté. Vous pourrez toujours le lire et l’exporter ensuite.',
    ],
    label: 'Lire et commenter',
  },
  ROUND_EXTENDED: {
    subject: 'Plus de temps pour commenter : {norm}',
    paragraphs: ['La consultation « {round} » ({reference}) se termine désormais le {closesAt}.', 'La raison : {reason}'],
    label: 'Lire et commenter',
  },
  ROUND_CANCELLED: {
    subject: 'Annulée : {round}',
    paragraphs: ['La consultation « {round} » ({reference}) sur {norm} a été annulée.', 'La raison : {reason}'],
    label: 'Voir la consultation',
  },
  ROUND_CLOSED: {
    subject: 'Terminée : {round}',
    paragraphs: [
      'La consultation « {round} » ({reference}) sur {norm} est terminée.',
      'Chaque commentaire remis recevra une réponse. Vous recevrez une seule lettre avec toutes les réponses aux vôtres.',
    ],
    label: 'Voir la consultation',
  },
  SUBMISSION_RECEIVED: {
    subject: 'Reçu : {receipt}',
    paragraphs: [
      'Votre contribution à « {round} » ({reference}) a été reçue le {at}.',
      'Elle a été remise au nom de {organization}.',
      'Reçu : {receipt}\nSHA-256 : {contentHash}',
      'Conservez ce courriel : il vous permettra de montrer que ce que vous avez remis figure inchangé dans le registre.',
    ],
    label: 'Voir votre contribution',
  },
  APPROVAL_REQUESTED: {
    subject: 'Attend votre approbation : {organization}',
    paragraphs: [
      'Une contribution de {organization} à « {round} » ({reference}) est prête. Un approbateur la remet, ou la renvoie avec une raison.',
      'La consultation se termine le {closesAt}.',
    ],
    label: 'Lire et décider',
  },
  COMMENT_WITHHELD: {
    subject: 'Masqué : un de vos commentaires dans {round}',
    paragraphs: [
      'Un de vos commentaires dans « {round} » ({reference}) n’est plus montré aux autres. Il reste dans le registre et recevra une réponse.',
      'Il s’agit de {comment}.',
      'La raison : {reason}',
    ],
    label: 'Voir le commentaire',
  },
  COMMENT_SHOWN: {
    subject: 'De nouveau affiché : un de vos commentaires dans {round}',
    paragraphs: [
      'Un modérateur a examiné un de vos commentaires dans « {round} » ({reference}) qui avait été masqué. Il est de nouveau affiché.',
      'Il s’agit de {comment}.',
    ],
    label: 'Voir le commentaire',
  },
  REPLY_RECEIVED: {
    subject: 'Une réaction à {comment}',
    paragraphs: ['Quelqu’un a réagi au commentaire {comment} dans « {round} » ({reference}).', '{excerpt}'],
    label: 'La lire',
  },
  COMMENT_PUBLISHED: {
    subject: 'Un commentaire sur {norm}',
    paragraphs: ['Le commentaire {comment} a été publié dans « {round} » ({reference}).', '{excerpt}'],
    label: 'Lire le commentaire',
  },
  COMMENT_ASSIGNED: {
    subject: 'Pour vous : des commentaires sur {norm}',
    paragraphs: ['Des commentaires de « {round} » ({reference}) sur {norm} vous ont été attribués : {count}.'],
    label: 'Voir les commentaires',
  },
  MODERATION_WAITING: {
    subject: 'Attend un modérateur : {round}',
    paragraphs: [
      'Le commentaire {comment} dans « {round} » ({reference}) attend un modérateur.',
      'Il a été signalé comme : {flag}',
    ],
    label: 'Ouvrir la file',
  },
  FLAG_DECIDED: {
    subject: 'Décidé : votre signalement de {comment}',
    paragraphs: [
      'Vous aviez signalé le commentaire {comment} dans « {round} » ({reference}). Un modérateur l’a examiné.',
      '{decision}',
    ],
    label: 'Voir la consultation',
  },
  STANDING_ASKED: {
    subject: 'Votre commentaire tient-il toujours ? {norm}',
    paragraphs: [
      'Une nouvelle version de {norm} a été publiée. Vos commentaires sur une version antérieure y ont été reportés, dans la mesure où leurs mots ont été retrouvés.',
      'Dites-nous, pour chacun, s’il tient toujours.',
    ],
    label: 'Regarder mes commentaires',
  },
  RESULTS_PUBLISHED: {
    subject: 'Réponses à vos commentaires : {norm}',
    paragraphs: [
      'L’examen de {norm} est conclu. Voici les réponses à vos commentaires.',
      'La version {version} en est issue et est publiée.',
      '{answers}',
    ],
    label: 'Les lire à leur place',
  },
  BALANCE_BELOW_TARGET: {
    subject: 'Sous l’objectif : {group}, {round}',
    paragraphs: [
      'Dans « {round} » ({reference}), ce groupe a remis moins que prévu : {group}.',
      'La consultation se termine le {closesAt}. Il est encore temps de solliciter ceux qui ont été invités et n’ont rien remis.',
    ],
    label: 'Voir qui participe',
  },
  APPEAL_DECIDED: {
    subject: 'Votre recours est décidé : {comment}',
    paragraphs: ['Votre recours contre la réponse à {comment} a été décidé.', '{reason}'],
    label: 'Lire la décision',
  },
  VERSION_PUBLISHED: {
    subject: 'Nouvelle version : {norm}',
    paragraphs: ['Une nouvelle version de {norm} a été publiée.'],
    label: 'La lire',
  },
  MILESTONE_DUE: {
    subject: 'Échéance : {milestone}, {norm}',
    paragraphs: ['Une étape de {norm} arrive à échéance le {at} : {milestone}.'],
    label: 'Voir la norme',
  },
  SUMMARY_READY: {
    subject: 'Synthèse prête : {round}',
    paragraphs: ['La synthèse de « {round} » ({reference}) est prête.'],
    label: 'Lire la synthèse',
  },
  EXPORT_READY: {
    subject: 'Votre export est prêt',
    paragraphs: ['L’export que vous avez demandé est prêt. Il peut être téléchargé pendant sept jours.'],
    label: 'Le télécharger',
  },
  ROUND_INVITATION: {
    subject: 'Vous êtes invité à commenter : {norm}',
    paragraphs: [
      'Vous êtes invité à commenter {norm}, dans la consultation « {round} » ({reference}).',
      '{reason}',
      'Elle se termine le {closesAt}.',
      'Connectez-vous avec cette adresse, ou inscrivez-vous d’abord avec elle.',
    ],
    label: 'Lire et commenter',
  },
  WEBHOOK_DISABLED: {
    subject: 'Un de vos webhooks est désactivé',
    paragraphs: [
      'Les appels à une de vos adresses ont échoué pendant un jour, et il n’y en aura plus. Créez un nouveau webhook quand l’adresse fonctionnera.',
    ],
    label: 'Ouvrir Colloquy',
  },
  NORM_ADOPTED: {
    subject: 'Adoptée : {norm}',
    paragraphs: [
      'La norme {norm} a été adoptée, dans sa version {version}.',
      'Son dernier jour en vigueur est le {sunset}, sauf renouvellement.',
    ],
    label: 'La lire',
  },
  NORM_RENEWED: {
    subject: 'Renouvelée : {norm}',
    paragraphs: [
      'La norme {norm} a été renouvelée et reste en vigueur.',
      'Son dernier jour en vigueur est désormais le {sunset}.',
      'La raison : {reason}',
    ],
    label: 'Voir la norme',
  },
  NORM_EXPIRED: {
    subject: 'N’est plus en vigueur : {norm}',
    paragraphs: [
      'La norme {norm} n’est plus en vigueur : elle n’a pas été renouvelée.',
      'Son dernier jour en vigueur était le {sunset}.',
      'Son texte, les commentaires et les réponses restent consultables.',
    ],
    label: 'Voir la norme',
  },
  NORM_WITHDRAWN: {
    subject: 'Retirée : {norm}',
    paragraphs: [
      'La norme {norm} a été retirée. Plus rien ne peut être remis dans une consultation à son sujet.',
      'La raison : {reason}',
    ],
    label: 'Voir la norme',
  },
  ROUND_PAUSED: {
    subject: 'Suspendue : {round}',
    paragraphs: [
      'La consultation « {round} » ({reference}) sur {norm} est suspendue : pour l’instant, rien ne peut y être remis. Les brouillons sont conservés.',
      'La raison : {reason}',
    ],
    label: 'Voir la consultation',
  },
  ROUND_RESUMED: {
    subject: 'Rouverte : {round}',
    paragraphs: [
      'La consultation « {round} » ({reference}) sur {norm} accepte de nouveau les contributions.',
      'Elle se termine le {closesAt}.',
      'La raison : {reason}',
    ],
    label: 'Lire et commenter',
  },
  SUBMISSION_RETURNED: {
    subject: 'Renvoyée : {organization}, {round}',
    paragraphs: [
      'Un approbateur a renvoyé à ses auteurs la contribution de {organization} à « {round} » ({reference}). La raison figure avec le brouillon.',
      'Une fois qu’elle aura été modifiée, l’approbation pourra être redemandée.',
      'La consultation se termine le {closesAt}.',
    ],
    label: 'Lire la raison',
  },
  SUBMISSION_WITHDRAWN: {
    subject: 'Reprise : {organization}, {round}',
    paragraphs: [
      'Un approbateur a repris la contribution de {organization} à « {round} » ({reference}). Ses commentaires ne sont plus montrés ; rien n’en a été supprimé.',
    ],
    label: 'Voir la consultation',
  },
  SUMMARY_PUBLISHED: {
    subject: 'Synthèse publiée : {round}',
    paragraphs: ['La synthèse de ce qui a été dit dans « {round} » ({reference}) sur {norm} est publiée.'],
    label: 'Lire la synthèse',
  },
  MILESTONE_SUNSET: {
    subject: 'En vigueur jusqu’au {at} : {norm}',
    paragraphs: ['Le dernier jour en vigueur de {norm} est le {at}, sauf renouvellement : {milestone}.'],
    label: 'Voir la norme',
  },
  EXPORT_FAILED: {
    subject: 'Votre export n’a pas pu être fait',
    paragraphs: [
      'L’export que vous avez demandé n’a pas pu être fait. Rien n’est perdu : demandez-le de nouveau.',
      'S’il échoue encore, prévenez les responsables de cette plateforme.',
    ],
    label: 'Le demander de nouveau',
  },
};
