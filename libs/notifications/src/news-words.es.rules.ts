import type { NewsTextKey, Words } from './words.types.js';

/** News of norms, rounds and comments: español. */
export const NEWS_ES: Readonly<Record<NewsTextKey, Words>> = {
  ROUND_OPENED: {
    subject: 'Abierto a comentarios: {norm}',
    paragraphs: ['La ronda «{round}» ({reference}) sobre {norm} está abierta.', 'Se cierra el {closesAt}.'],
    label: 'Leer y comentar',
  },
  ROUND_CLOSING_SOON: {
    subject: 'Se cierra pronto: {norm}',
    paragraphs: [
      'La ronda «{round}» ({reference}) sobre {norm} se cierra el {closesAt}, y usted no ha presentado nada en ella.',
      'Un borrador que no se presente hasta entonces no cuenta. Después podrá seguir leyéndolo y exportándolo.',
    ],
    label: 'Leer y comentar',
  },
  ROUND_EXTENDED: {
    subject: 'Más tiempo para comentar: {norm}',
    paragraphs: ['La ronda «{round}» ({reference}) se cierra ahora el {closesAt}.', 'El motivo: {reason}'],
    label: 'Leer y comentar',
  },
  ROUND_CANCELLED: {
    subject: 'Cancelada: {round}',
    paragraphs: ['La ronda «{round}» ({reference}) sobre {norm} ha sido cancelada.', 'El motivo: {reason}'],
    label: 'Ver la ronda',
  },
  ROUND_CLOSED: {
    subject: 'Cerrada: {round}',
    paragraphs: [
      'La ronda «{round}» ({reference}) sobre {norm} está cerrada.',
      'Cada comentario presentado recibirá respuesta. Recibirá una sola carta con todas las respuestas a los suyos.',
    ],
    label: 'Ver la ronda',
  },
  SUBMISSION_RECEIVED: {
    subject: 'Recibido: {receipt}',
    paragraphs: [
      'Su aportación a «{round}» ({reference}) se recibió el {at}.',
      'Se presentó en nombre de {organization}.',
      'Recibo: {receipt}\nSHA-256: {contentHash}',
      'Guarde este mensaje: con él podrá demostrar que lo que presentó está en el registro sin alteración.',
    ],
    label: 'Ver lo que presentó',
  },
  APPROVAL_REQUESTED: {
    subject: 'Espera su aprobación: {organization}',
    paragraphs: [
      'Una aportación de {organization} a «{round}» ({reference}) está lista. Quien aprueba la presenta, o la devuelve con un motivo.',
      'La ronda se cierra el {closesAt}.',
    ],
    label: 'Leer y decidir',
  },
  COMMENT_WITHHELD: {
    subject: 'Ya no se muestra: un comentario suyo en {round}',
    paragraphs: [
      'Un comentario suyo en «{round}» ({reference}) ya no se muestra a los demás. Sigue en el registro y recibirá respuesta.',
      'Se trata de {comment}.',
      'El motivo: {reason}',
    ],
    label: 'Ver el comentario',
  },
  COMMENT_SHOWN: {
    subject: 'Se muestra de nuevo: un comentario suyo en {round}',
    paragraphs: [
      'Quien modera ha examinado un comentario suyo en «{round}» ({reference}) que no se mostraba. Ahora se muestra de nuevo.',
      'Se trata de {comment}.',
    ],
    label: 'Ver el comentario',
  },
  REPLY_RECEIVED: {
    subject: 'Una réplica a {comment}',
    paragraphs: ['Alguien replicó al comentario {comment} en «{round}» ({reference}).', '{excerpt}'],
    label: 'Leer la réplica',
  },
  COMMENT_PUBLISHED: {
    subject: 'Un comentario sobre {norm}',
    paragraphs: ['Se publicó el comentario {comment} en «{round}» ({reference}).', '{excerpt}'],
    label: 'Leer el comentario',
  },
  COMMENT_ASSIGNED: {
    subject: 'Para usted: comentarios sobre {norm}',
    paragraphs: ['Se le han asignado comentarios de «{round}» ({reference}) sobre {norm}: {count}.'],
    label: 'Ver los comentarios',
  },
  MODERATION_WAITING: {
    subject: 'Espera moderación: {round}',
    paragraphs: ['El comentario {comment} en «{round}» ({reference}) espera a quien modera.', 'Se señaló como: {flag}'],
    label: 'Abrir la cola',
  },
  FLAG_DECIDED: {
    subject: 'Decidido: lo que señaló de {comment}',
    paragraphs: [
      'Usted señaló algo del comentario {comment} en «{round}» ({reference}). Quien modera lo ha examinado.',
      '{decision}',
    ],
    label: 'Ver la ronda',
  },
  STANDING_ASKED: {
    subject: '¿Sigue en pie su comentario? {norm}',
    paragraphs: [
      'Se ha publicado una nueva versión de {norm}. Sus comentarios a una versión anterior se han trasladado a ella hasta donde se encontraron sus palabras.',
      'Díganos de cada uno si sigue en pie.',
    ],
    label: 'Ver mis comentarios',
  },
  RESULTS_PUBLISHED: {
    subject: 'Respuestas a sus comentarios: {norm}',
    paragraphs: [
      'La revisión de {norm} ha concluido. Estas son las respuestas a sus comentarios.',
      'De ella ha salido la versión {version}, ya publicada.',
      '{answers}',
    ],
    label: 'Leerlas en su lugar',
  },
  BALANCE_BELOW_TARGET: {
    subject: 'Por debajo del objetivo: {group}, {round}',
    paragraphs: [
      'En «{round}» ({reference}) este grupo ha presentado menos de lo previsto: {group}.',
      'La ronda se cierra el {closesAt}. Aún hay tiempo de preguntar a quienes fueron invitados y no han presentado nada.',
    ],
    label: 'Ver quién participa',
  },
  APPEAL_DECIDED: {
    subject: 'Su recurso está decidido: {comment}',
    paragraphs: ['Se ha decidido su recurso contra la respuesta a {comment}.', '{reason}'],
    label: 'Leer la decisión',
  },
  VERSION_PUBLISHED: {
    subject: 'Nueva versión: {norm}',
    paragraphs: ['Se ha publicado una nueva versión de {norm}.'],
    label: 'Leerla',
  },
  MILESTONE_DUE: {
    subject: 'Vence: {milestone}, {norm}',
    paragraphs: ['Un hito de {norm} vence el {at}: {milestone}.'],
    label: 'Ver la norma',
  },
  SUMMARY_READY: {
    subject: 'Resumen listo: {round}',
    paragraphs: ['El resumen de «{round}» ({reference}) está listo.'],
    label: 'Leer el resumen',
  },
  EXPORT_READY: {
    subject: 'Su exportación está lista',
    paragraphs: ['La exportación que pidió está lista. Puede descargarse durante siete días.'],
    label: 'Descargarla',
  },
  ROUND_INVITATION: {
    subject: 'Se le invita a comentar: {norm}',
    paragraphs: [
      'Se le invita a comentar {norm}, en la ronda «{round}» ({reference}).',
      '{reason}',
      'Se cierra el {closesAt}.',
      'Entre con esta dirección, o regístrese antes con ella.',
    ],
    label: 'Leer y comentar',
  },
  WEBHOOK_DISABLED: {
    subject: 'Uno de sus webhooks está desactivado',
    paragraphs: [
      'Las llamadas a una de sus direcciones fallaron durante un día, y no se hacen más. Cree un nuevo webhook cuando la dirección vuelva a funcionar.',
    ],
    label: 'Abrir Colloquy',
  },
  NORM_ADOPTED: {
    subject: 'Adoptada: {norm}',
    paragraphs: [
      'La norma {norm} ha sido adoptada, en su versión {version}.',
      'Su último día de vigencia es el {sunset}, salvo que se renueve antes.',
    ],
    label: 'Leerla',
  },
  NORM_RENEWED: {
    subject: 'Renovada: {norm}',
    paragraphs: [
      'La norma {norm} ha sido renovada y sigue vigente.',
      'Su último día de vigencia es ahora el {sunset}.',
      'El motivo: {reason}',
    ],
    label: 'Ver la norma',
  },
  NORM_EXPIRED: {
    subject: 'Ya no está vigente: {norm}',
    paragraphs: [
      'La norma {norm} ya no está vigente: no fue renovada.',
      'Su último día de vigencia fue el {sunset}.',
      'Su texto, los comentarios y las respuestas pueden seguir leyéndose.',
    ],
    label: 'Ver la norma',
  },
  NORM_WITHDRAWN: {
    subject: 'Retirada: {norm}',
    paragraphs: [
      'La norma {norm} ha sido retirada. Ya no se puede presentar nada en una ronda sobre ella.',
      'El motivo: {reason}',
    ],
    label: 'Ver la norma',
  },
  ROUND_PAUSED: {
    subject: 'En pausa: {round}',
    paragraphs: [
      'La ronda «{round}» ({reference}) sobre {norm} está en pausa: por ahora no se puede presentar nada en ella. Los borradores se conservan.',
      'El motivo: {reason}',
    ],
    label: 'Ver la ronda',
  },
  ROUND_RESUMED: {
    subject: 'Abierta de nuevo: {round}',
    paragraphs: [
      'En la ronda «{round}» ({reference}) sobre {norm} se puede volver a presentar.',
      'Se cierra el {closesAt}.',
      'El motivo: {reason}',
    ],
    label: 'Leer y comentar',
  },
  SUBMISSION_RETURNED: {
    subject: 'Devuelta: {organization}, {round}',
    paragraphs: [
      'Quien aprueba ha devuelto a sus autores la aportación de {organization} a «{round}» ({reference}). El motivo está junto al borrador.',
      'Una vez cambiada, se puede volver a pedir la aprobación.',
      'La ronda se cierra el {closesAt}.',
    ],
    label: 'Leer el motivo',
  },
  SUBMISSION_WITHDRAWN: {
    subject: 'Retirada: {organization}, {round}',
    paragraphs: [
      'Quien aprueba ha retirado la aportación de {organization} a «{round}» ({reference}). Sus comentarios ya no se muestran; no se ha borrado nada de ellos.',
    ],
    label: 'Ver la ronda',
  },
  SUMMARY_PUBLISHED: {
    subject: 'Resumen publicado: {round}',
    paragraphs: ['Se ha publicado el resumen de lo dicho en «{round}» ({reference}) sobre {norm}.'],
    label: 'Leer el resumen',
  },
  MILESTONE_SUNSET: {
    subject: 'Vigente hasta el {at}: {norm}',
    paragraphs: ['El último día de vigencia de {norm} es el {at}, salvo que se renueve antes: {milestone}.'],
    label: 'Ver la norma',
  },
  EXPORT_FAILED: {
    subject: 'No se pudo hacer su exportación',
    paragraphs: [
      'No se pudo hacer la exportación que pidió. No se ha perdido nada: pídala de nuevo.',
      'Si vuelve a fallar, avise a quienes gestionan esta plataforma.',
    ],
    label: 'Pedirla de nuevo',
  },
};
