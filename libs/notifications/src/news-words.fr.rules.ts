import type { NewsTextKey, Words } from './words.types.js';

/** News of norms, rounds and comments: français. */
export const NEWS_FR: Readonly<Record<NewsTextKey, Words>> = {
  ROUND_OPENED: {
    subject: 'Ouvert aux commentaires : {norm}',
    paragraphs: ['Le cycle « {round} » ({reference}) sur {norm} est ouvert.', 'Il se termine le {closesAt}.'],
    label: 'Lire et commenter',
  },
  ROUND_CLOSING_SOON: {
    subject: 'Se termine bientôt : {norm}',
    paragraphs: [
      'Le cycle « {round} » ({reference}) sur {norm} se termine le {closesAt}, et vous n’y avez encore rien remis.',
      'Un projet qui n’est pas remis d’ici là n’est pas compté. Vous pourrez toujours le lire et l’exporter ensuite.',
    ],
    label: 'Lire et commenter',
  },
  ROUND_EXTENDED: {
    subject: 'Plus de temps pour commenter : {norm}',
    paragraphs: ['Le cycle « {round} » ({reference}) se termine désormais le {closesAt}.', 'La raison : {reason}'],
    label: 'Lire et commenter',
  },
  ROUND_CANCELLED: {
    subject: 'Annulé : {round}',
    paragraphs: ['Le cycle « {round} » ({reference}) sur {norm} a été annulé.', 'La raison : {reason}'],
    label: 'Voir le cycle',
  },
  ROUND_CLOSED: {
    subject: 'Terminé : {round}',
    paragraphs: [
      'Le cycle « {round} » ({reference}) sur {norm} est terminé.',
      'Chaque commentaire remis recevra une réponse. Vous recevrez une seule lettre avec toutes les réponses aux vôtres.',
    ],
    label: 'Voir le cycle',
  },
  SUBMISSION_RECEIVED: {
    subject: 'Reçu : {receipt}',
    paragraphs: [
      'Votre contribution à « {round} » ({reference}) a été reçue le {at}.',
      'Elle a été remise au nom de {organization}.',
      'Reçu : {receipt}\nSHA-256 : {contentHash}',
      'Conservez ce courriel : il vous permettra de montrer que ce que vous avez remis figure inchangé dans le registre.',
    ],
    label: 'Voir votre contribution',
  },
  APPROVAL_REQUESTED: {
    subject: 'Attend votre approbation : {organization}',
    paragraphs: [
      'Une contribution de {organization} à « {round} » ({reference}) est prête. Un approbateur la remet, ou la renvoie avec une raison.',
      'Le cycle se termine le {closesAt}.',
    ],
    label: 'Lire et décider',
  },
  COMMENT_WITHHELD: {
    subject: 'Retenu : {comment}',
    paragraphs: [
      'Votre commentaire {comment} dans « {round} » ({reference}) n’est plus montré au public. Il reste dans le registre et recevra une réponse.',
      'La raison : {reason}',
    ],
    label: 'Voir le commentaire',
  },
  REPLY_RECEIVED: {
    subject: 'Une réaction à {comment}',
    paragraphs: ['Quelqu’un a réagi au commentaire {comment} dans « {round} » ({reference}).', '{excerpt}'],
    label: 'La lire',
  },
  COMMENT_PUBLISHED: {
    subject: 'Un commentaire sur {norm}',
    paragraphs: ['Le commentaire {comment} a été publié dans « {round} » ({reference}).', '{excerpt}'],
    label: 'Lire le commentaire',
  },
  COMMENT_ASSIGNED: {
    subject: 'Pour vous : des commentaires sur {norm}',
    paragraphs: ['Des commentaires de « {round} » ({reference}) sur {norm} vous ont été attribués : {count}.'],
    label: 'Voir les commentaires',
  },
  MODERATION_WAITING: {
    subject: 'Attend un modérateur : {round}',
    paragraphs: ['Le commentaire {comment} dans « {round} » ({reference}) attend un modérateur.', 'La raison : {reason}'],
    label: 'Ouvrir la file',
  },
  FLAG_DECIDED: {
    subject: 'Décidé : votre signalement de {comment}',
    paragraphs: [
      'Vous aviez signalé le commentaire {comment} dans « {round} » ({reference}). Un modérateur l’a examiné et a décidé.',
      'La raison : {reason}',
    ],
    label: 'Voir le cycle',
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
      'Dans « {round} » ({reference}), ce groupe a remis moins que prévu : {group}.',
      'Le cycle se termine le {closesAt}. Il est encore temps de solliciter les invités qui se taisent.',
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
    paragraphs: ['La synthèse de « {round} » ({reference}) est prête.'],
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
      'Vous êtes invité à commenter {norm}, dans le cycle « {round} » ({reference}).',
      '{reason}',
      'Il se termine le {closesAt}.',
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
};
