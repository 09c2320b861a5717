import { ACCOUNT_ES } from './account-words.es.rules.js';
import { NEWS_ES } from './news-words.es.rules.js';
import type { Catalogue } from './words.types.js';

/** Español. */
export const ES: Catalogue = {
  greeting: 'Hola, {recipient}:',
  texts: { ...ACCOUNT_ES, ...NEWS_ES },
  outcomes: {
    ACCEPTED: 'aceptado',
    ACCEPTED_WITH_MODIFICATION: 'aceptado con cambios',
    NOTED: 'anotado',
    NOT_ACCEPTED: 'no aceptado',
    OUT_OF_SCOPE: 'fuera del ámbito',
    DEFERRED: 'aplazado',
    DUPLICATE: 'respondido con otro comentario',
  },
  roles: {
    ADMIN: 'administración',
    ORGANIZER: 'organización',
    SECRETARIAT: 'secretaría',
    REVIEWER: 'revisión',
    OBSERVER: 'observación',
    APPROVER: 'aprobación',
    CONTRIBUTOR: 'colaboración',
  },
  groups: {
    GOVERNMENT: 'gobiernos',
    INTERGOVERNMENTAL_ORGANIZATION: 'organizaciones intergubernamentales',
    INDUSTRY: 'industria',
    ACADEMIA: 'mundo académico',
    CIVIL_SOCIETY: 'sociedad civil',
    TECHNICAL_COMMUNITY: 'comunidad técnica',
    INDIVIDUAL: 'particulares',
  },
  flags: {
    ABUSE: 'abuso',
    SPAM: 'publicidad no deseada',
    OFF_TOPIC: 'ajeno al tema',
    PRIVATE_DATA: 'datos privados',
    FALSE_ATTRIBUTION: 'atribución falsa',
    OTHER: 'otra cosa',
  },
  flagDecisions: {
    PUBLISH: 'El comentario se sigue mostrando.',
    WITHHOLD: 'El comentario ya no se muestra a los demás.',
  },
  oneNorm: 'para {norm}',
  everyNorm: 'para todas las normas',
  answer: {
    plain: '{comment}: {outcome}\n«{excerpt}»',
    response: '{response}',
    changed: 'Cambiado: {changed}',
    elsewhere: '{comment} ha recibido respuesta; entre para leerla.',
  },
  digest: {
    subject: 'Novedades en Colloquy: {count}',
    intro: 'Esto es lo que ha pasado desde su último mensaje, lo más reciente primero.',
    more: 'Y {count} más, que están en su bandeja de entrada.',
    label: 'Abrir su bandeja de entrada',
    general: 'En general',
  },
  footer: {
    takesPart: 'Recibe este mensaje porque participa en una consulta en Colloquy.',
    account: 'Recibe este mensaje por su cuenta en Colloquy.',
    invited: 'Recibe este mensaje porque alguien nos dio su dirección para invitarle. No se guarda para nada más.',
    unsubscribe: '¿No quiere más mensajes de este tipo? Deje esta lista:',
  },
};
