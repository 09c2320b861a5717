import type { Catalogue } from './words.types.js';

const TOKEN = 'Si se le pide un código, es este:\n{token}';
const NOT_YOU = 'Si no ha sido usted, no tiene que hacer nada.';

/** Español. */
export const ES: Catalogue = {
  greeting: 'Hola, {recipient}:',
  texts: {
    VERIFY: {
      subject: 'Confirme su dirección de correo',
      paragraphs: [
        'Alguien, esperamos que usted, pidió una cuenta con esta dirección. Siga el enlace para confirmar que es suya.',
        TOKEN,
        'Si no ha sido usted, no tiene que hacer nada: sin este paso no hay cuenta.',
      ],
      label: 'Confirmar mi dirección',
    },
    KNOWN: {
      subject: 'Ya tiene una cuenta',
      paragraphs: [
        'Alguien, quizá usted, pidió una cuenta con esta dirección. Ya existe una, y no se ha cambiado nada en ella.',
        'Puede entrar con su contraseña. Si la ha perdido, pida un enlace para elegir otra.',
        NOT_YOU,
      ],
      label: 'Ir a Colloquy',
    },
    SIGN_IN: {
      subject: 'Su enlace para entrar',
      paragraphs: [
        'Alguien, esperamos que usted, pidió un enlace para entrar. Sirve una sola vez, durante una hora.',
        TOKEN,
        'Si no ha sido usted, no siga el enlace ni se lo dé a nadie: quien lo tenga puede entrar en su lugar.',
      ],
      label: 'Entrar',
    },
    RESET_PASSWORD: {
      subject: 'Elija una nueva contraseña',
      paragraphs: [
        'Alguien, esperamos que usted, pidió cambiar la contraseña de su cuenta. El enlace sirve una sola vez, durante una hora.',
        TOKEN,
        'Si no ha sido usted, no tiene que hacer nada: sin el enlace, su contraseña sigue igual.',
      ],
      label: 'Elegir una contraseña',
    },
    CHANGE_EMAIL: {
      subject: 'Confirme su nueva dirección de correo',
      paragraphs: [
        'Usted pidió usar esta dirección para su cuenta. Siga el enlace para confirmar que es suya. Sirve una sola vez, durante un día.',
        TOKEN,
        NOT_YOU,
      ],
      label: 'Confirmar mi nueva dirección',
    },
    EMAIL_CHANGED: {
      subject: 'Su dirección de correo ha cambiado',
      paragraphs: [
        'Su cuenta tiene ahora otra dirección de correo. Ya no se envían mensajes a esta.',
        'Si no ha sido usted, otra persona conoce su contraseña. Avise de inmediato a quienes gestionan esta plataforma.',
      ],
    },
    PASSWORD_CHANGED: {
      subject: 'Su contraseña ha cambiado',
      paragraphs: [
        'Se ha cambiado la contraseña de su cuenta y se han cerrado sus otras sesiones.',
        'Si no ha sido usted, pida de inmediato un enlace para elegir otra.',
      ],
      label: 'Ir a Colloquy',
    },
    WAY_IN_CHANGED: {
      subject: 'Han cambiado las formas de acceso a su cuenta',
      paragraphs: [
        'Se ha añadido, renovado o retirado de su cuenta un segundo factor, una clave de acceso o un acceso a través de una institución.',
        'Si no ha sido usted, pida enseguida un enlace para establecer una nueva contraseña y revise después las sesiones y las formas de acceso de su cuenta.',
      ],
      label: 'Ir a Colloquy',
    },
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
      subject: 'Retenido: {comment}',
      paragraphs: [
        'Su comentario {comment} en «{round}» ({reference}) ya no se muestra en público. Sigue en el registro y recibirá respuesta.',
        'El motivo: {reason}',
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
      paragraphs: ['El comentario {comment} en «{round}» ({reference}) espera a quien modera.', 'El motivo: {reason}'],
      label: 'Abrir la cola',
    },
    FLAG_DECIDED: {
      subject: 'Decidido: lo que señaló de {comment}',
      paragraphs: [
        'Usted señaló algo del comentario {comment} en «{round}» ({reference}). Quien modera lo ha examinado y ha decidido.',
        'El motivo: {reason}',
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
        'La ronda se cierra el {closesAt}. Aún hay tiempo de preguntar a quienes fueron invitados y callan.',
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
    ORGANIZATION_VERIFIED: {
      subject: '{organization}: verificada',
      paragraphs: ['La organización {organization} ha sido verificada.', 'El motivo: {reason}'],
      label: 'Ver la organización',
    },
    ORGANIZATION_REJECTED: {
      subject: '{organization}: no verificada',
      paragraphs: ['La organización {organization} no ha sido verificada.', 'El motivo: {reason}'],
      label: 'Ver la organización',
    },
    VETTING_APPEALED: {
      subject: 'Recurso: {organization}',
      paragraphs: [
        '{organization} recurre su rechazo.',
        'Decide otra persona que quien la rechazó. Los motivos están junto a su declaración.',
      ],
      label: 'Abrir Colloquy',
    },
    ORGANIZATION_INVITATION: {
      subject: 'Únase a {organization} en Colloquy',
      paragraphs: [
        'Se le invita a participar en consultas por {organization}, como {role}.',
        'Entre con esta dirección, o regístrese antes con ella, y siga el enlace. Sirve una sola vez, durante 14 días.',
        TOKEN,
        'Si esto no le dice nada, no tiene que hacer nada.',
      ],
      label: 'Ver la invitación',
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
    MEMBERSHIP_ENDED: {
      subject: '{organization}: ya no es miembro',
      paragraphs: ['Quien aprueba en {organization} ha puesto fin a su pertenencia.'],
    },
    MEMBERSHIP_ROLE_CHANGED: {
      subject: '{organization}: su función es ahora {role}',
      paragraphs: ['Quien aprueba en {organization} le ha dado la función: {role}.'],
    },
    STAFF_ROLE_GIVEN: {
      subject: 'Su nueva función: {role}, {scope}',
      paragraphs: ['La administración le ha dado la función: {role}, {scope}. Vale desde su próxima petición.'],
    },
    STAFF_ROLE_TAKEN: {
      subject: 'Ya no tiene la función: {role}, {scope}',
      paragraphs: ['Ya no tiene la función: {role}, {scope}. Lo que hizo en ella queda en el registro.'],
    },
    WEBHOOK_DISABLED: {
      subject: 'Uno de sus webhooks está desactivado',
      paragraphs: [
        'Las llamadas a una de sus direcciones fallaron durante un día, y no se hacen más. Cree un nuevo webhook cuando la dirección vuelva a funcionar.',
      ],
      label: 'Abrir Colloquy',
    },
  },
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
