import type { Catalogue } from './words.types.js';

const TOKEN = 'Si un code vous est demandé, le voici :\n{token}';
const NOT_YOU = 'Si ce n’était pas vous, vous n’avez rien à faire.';

/** Français. */
export const FR: Catalogue = {
  greeting: 'Bonjour {recipient},',
  texts: {
    VERIFY: {
      subject: 'Confirmez votre adresse électronique',
      paragraphs: [
        'Quelqu’un, vous nous l’espérons, a demandé un compte avec cette adresse. Suivez le lien pour confirmer qu’elle est à vous.',
        TOKEN,
        'Si ce n’était pas vous, vous n’avez rien à faire : sans cette étape, il n’y a pas de compte.',
      ],
      label: 'Confirmer mon adresse',
    },
    KNOWN: {
      subject: 'Vous avez déjà un compte',
      paragraphs: [
        'Quelqu’un, peut-être vous, a demandé un compte avec cette adresse. Il en existe déjà un, et rien n’y a été changé.',
        'Vous pouvez vous connecter avec son mot de passe. Si vous l’avez perdu, demandez un lien pour en choisir un nouveau.',
        NOT_YOU,
      ],
      label: 'Aller à Colloquy',
    },
    SIGN_IN: {
      subject: 'Votre lien de connexion',
      paragraphs: [
        'Quelqu’un, vous nous l’espérons, a demandé un lien pour se connecter. Il sert une seule fois, pendant une heure.',
        TOKEN,
        'Si ce n’était pas vous, ne suivez pas le lien et ne le donnez à personne : qui l’a peut se connecter à votre place.',
      ],
      label: 'Se connecter',
    },
    RESET_PASSWORD: {
      subject: 'Choisissez un nouveau mot de passe',
      paragraphs: [
        'Quelqu’un, vous nous l’espérons, a demandé à changer le mot de passe de votre compte. Le lien sert une seule fois, pendant une heure.',
        TOKEN,
        'Si ce n’était pas vous, vous n’avez rien à faire : sans le lien, votre mot de passe reste le même.',
      ],
      label: 'Choisir un mot de passe',
    },
    CHANGE_EMAIL: {
      subject: 'Confirmez votre nouvelle adresse électronique',
      paragraphs: [
        'Vous avez demandé à utiliser cette adresse pour votre compte. Suivez le lien pour confirmer qu’elle est à vous. Il sert une seule fois, pendant un jour.',
        TOKEN,
        NOT_YOU,
      ],
      label: 'Confirmer ma nouvelle adresse',
    },
    EMAIL_CHANGED: {
      subject: 'Votre adresse électronique a été changée',
      paragraphs: [
        'Votre compte a désormais une autre adresse. Plus aucun courriel ne sera envoyé à celle-ci.',
        'Si ce n’était pas vous, quelqu’un d’autre connaît votre mot de passe. Prévenez aussitôt les responsables de cette plateforme.',
      ],
    },
    PASSWORD_CHANGED: {
      subject: 'Votre mot de passe a été changé',
      paragraphs: [
        'Le mot de passe de votre compte a été changé, et ses autres sessions sont terminées.',
        'Si ce n’était pas vous, demandez aussitôt un lien pour en choisir un nouveau.',
      ],
      label: 'Aller à Colloquy',
    },
    WAY_IN_CHANGED: {
      subject: 'Les moyens d’accès à votre compte ont changé',
      paragraphs: [
        'Un second facteur, une clé d’accès ou une connexion par un établissement a été ajouté à votre compte, renouvelé ou retiré.',
        'Si ce n’était pas vous, demandez sans attendre un lien pour choisir un nouveau mot de passe, puis vérifiez les sessions et les moyens d’accès de votre compte.',
      ],
      label: 'Aller sur Colloquy',
    },
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
    ORGANIZATION_VERIFIED: {
      subject: '{organization} : vérifiée',
      paragraphs: ['L’organisation {organization} a été vérifiée.', 'La raison : {reason}'],
      label: 'Voir l’organisation',
    },
    ORGANIZATION_REJECTED: {
      subject: '{organization} : non vérifiée',
      paragraphs: ['L’organisation {organization} n’a pas été vérifiée.', 'La raison : {reason}'],
      label: 'Voir l’organisation',
    },
    VETTING_APPEALED: {
      subject: 'Recours : {organization}',
      paragraphs: [
        '{organization} fait recours contre son rejet.',
        'Une autre personne que celle qui l’a rejetée décide. Les motifs figurent à côté de sa déclaration.',
      ],
      label: 'Ouvrir Colloquy',
    },
    ORGANIZATION_INVITATION: {
      subject: 'Rejoignez {organization} sur Colloquy',
      paragraphs: [
        'Vous êtes invité à participer aux consultations pour {organization}, comme {role}.',
        'Connectez-vous avec cette adresse, ou inscrivez-vous d’abord avec elle, puis suivez le lien. Il sert une seule fois, pendant 14 jours.',
        TOKEN,
        'Si cela ne vous dit rien, vous n’avez rien à faire.',
      ],
      label: 'Voir l’invitation',
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
    MEMBERSHIP_ENDED: {
      subject: '{organization} : vous n’êtes plus membre',
      paragraphs: ['Un approbateur de {organization} a mis fin à votre appartenance.'],
    },
    MEMBERSHIP_ROLE_CHANGED: {
      subject: '{organization} : vous êtes maintenant {role}',
      paragraphs: ['Un approbateur de {organization} vous y a donné le rôle : {role}.'],
    },
    STAFF_ROLE_GIVEN: {
      subject: 'Votre nouveau rôle : {role}, {scope}',
      paragraphs: ['Un administrateur vous a donné le rôle : {role}, {scope}. Il vaut dès votre prochaine requête.'],
    },
    STAFF_ROLE_TAKEN: {
      subject: 'Vous n’avez plus le rôle : {role}, {scope}',
      paragraphs: ['Vous n’avez plus le rôle : {role}, {scope}. Ce que vous avez fait dans ce rôle reste au journal.'],
    },
    WEBHOOK_DISABLED: {
      subject: 'Un de vos webhooks est désactivé',
      paragraphs: [
        'Les appels à une de vos adresses ont échoué pendant un jour, et il n’y en aura plus. Créez un nouveau webhook quand l’adresse fonctionnera.',
      ],
      label: 'Ouvrir Colloquy',
    },
  },
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
  oneNorm: 'pour {norm}',
  everyNorm: 'pour toutes les normes',
  answer: {
    plain: '{comment} : {outcome}\n« {excerpt} »',
    response: '{response}',
    changed: 'Changé : {changed}',
    elsewhere: '{comment} a reçu une réponse ; connectez-vous pour la lire.',
  },
  digest: {
    subject: 'Nouvelles sur Colloquy : {count}',
    intro: 'Voici ce qui s’est passé depuis votre dernier courriel, le plus récent d’abord.',
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
