import type { AccountTextKey, Words } from './words.types.js';

const TOKEN = 'Si un code vous est demandé, le voici :\n{token}';
const NOT_YOU = 'Si ce n’était pas vous, vous n’avez rien à faire.';

const NOT_YOU_WAY =
  'Si ce n’était pas vous, demandez sans attendre un lien pour choisir un nouveau mot de passe, puis vérifiez les sessions et les moyens d’accès de votre compte.';

/** Mails about accounts and organizations: français. */
export const ACCOUNT_FR: Readonly<Record<AccountTextKey, Words>> = {
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
  PASSKEY_ADDED: {
    subject: 'Une clé d’accès a été ajoutée à votre compte',
    paragraphs: [
      'Une clé d’accès a été ajoutée à votre compte. Qui la détient peut se connecter à votre place sans le mot de passe.',
      NOT_YOU_WAY,
    ],
    label: 'Aller sur Colloquy',
  },
  PASSKEY_REMOVED: {
    subject: 'Une clé d’accès a été retirée de votre compte',
    paragraphs: ['Une clé d’accès a été retirée de votre compte. Elle ne permet plus de se connecter.', NOT_YOU_WAY],
    label: 'Aller sur Colloquy',
  },
  CODES_ON: {
    subject: 'Un code est désormais demandé à la connexion',
    paragraphs: [
      'Les codes d’une application d’authentification (TOTP) ont été activés pour votre compte : un code sera demandé à chaque connexion. Ses autres sessions ont été fermées.',
      NOT_YOU_WAY,
    ],
    label: 'Aller sur Colloquy',
  },
  CODES_OFF: {
    subject: 'Aucun code n’est plus demandé à la connexion',
    paragraphs: [
      'Les codes d’une application d’authentification (TOTP) ont été désactivés pour votre compte : aucun ne sera plus demandé à la connexion.',
      NOT_YOU_WAY,
    ],
    label: 'Aller sur Colloquy',
  },
  RECOVERY_CODES_RENEWED: {
    subject: 'De nouveaux codes de secours pour votre compte',
    paragraphs: ['De nouveaux codes de secours ont été créés pour votre compte. Les anciens ne servent plus.', NOT_YOU_WAY],
    label: 'Aller sur Colloquy',
  },
  INSTITUTION_LINKED: {
    subject: 'Connexion par {institution} ajoutée',
    paragraphs: ['Qui se connecte par {institution} sous votre identité peut désormais utiliser votre compte ici.', NOT_YOU_WAY],
    label: 'Aller sur Colloquy',
  },
  INSTITUTION_UNLINKED: {
    subject: 'Connexion par {institution} retirée',
    paragraphs: ['Il n’est plus possible de se connecter à votre compte par {institution}.', NOT_YOU_WAY],
    label: 'Aller sur Colloquy',
  },
  API_TOKEN_CREATED: {
    subject: 'Un jeton d’accès a été créé pour votre compte',
    paragraphs: [
      'Un jeton d’accès a été créé pour votre compte. Un programme qui le possède peut agir en votre nom, dans les limites du jeton.',
      NOT_YOU_WAY,
    ],
    label: 'Aller sur Colloquy',
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
};
