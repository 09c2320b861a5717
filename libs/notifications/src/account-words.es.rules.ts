import type { AccountTextKey, Words } from './words.types.js';

const TOKEN = 'Si se le pide un código, es este:\n{token}';
const NOT_YOU = 'Si no ha sido usted, no tiene que hacer nada.';

const NOT_YOU_WAY =
  'Si no ha sido usted, pida enseguida un enlace para establecer una nueva contraseña y revise después las sesiones y las formas de acceso de su cuenta.';

/** Mails about accounts and organizations: español. */
export const ACCOUNT_ES: Readonly<Record<AccountTextKey, Words>> = {
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
  PASSKEY_ADDED: {
    subject: 'Se ha añadido una llave de acceso a su cuenta',
    paragraphs: [
      'Se ha añadido una llave de acceso (passkey) a su cuenta. Quien la tenga puede entrar en su lugar sin la contraseña.',
      NOT_YOU_WAY,
    ],
    label: 'Ir a Colloquy',
  },
  PASSKEY_REMOVED: {
    subject: 'Se ha retirado una llave de acceso de su cuenta',
    paragraphs: ['Se ha retirado una llave de acceso (passkey) de su cuenta. Ya no sirve para entrar.', NOT_YOU_WAY],
    label: 'Ir a Colloquy',
  },
  CODES_ON: {
    subject: 'Ahora se pide un código al entrar',
    paragraphs: [
      'Se han activado en su cuenta los códigos de una aplicación de autenticación (TOTP): desde ahora se pide uno cada vez que se entra. Se han cerrado sus otras sesiones.',
      NOT_YOU_WAY,
    ],
    label: 'Ir a Colloquy',
  },
  CODES_OFF: {
    subject: 'Ya no se pide un código al entrar',
    paragraphs: [
      'Se han desactivado en su cuenta los códigos de una aplicación de autenticación (TOTP): ya no se pide ninguno al entrar.',
      NOT_YOU_WAY,
    ],
    label: 'Ir a Colloquy',
  },
  RECOVERY_CODES_RENEWED: {
    subject: 'Nuevos códigos de recuperación para su cuenta',
    paragraphs: ['Se han creado nuevos códigos de recuperación para su cuenta. Los anteriores ya no sirven.', NOT_YOU_WAY],
    label: 'Ir a Colloquy',
  },
  INSTITUTION_LINKED: {
    subject: 'Se ha añadido el acceso a través de {institution}',
    paragraphs: ['Quien entre a través de {institution} con su identidad puede usar ahora su cuenta aquí.', NOT_YOU_WAY],
    label: 'Ir a Colloquy',
  },
  INSTITUTION_UNLINKED: {
    subject: 'Se ha retirado el acceso a través de {institution}',
    paragraphs: ['Ya no se puede entrar en su cuenta a través de {institution}.', NOT_YOU_WAY],
    label: 'Ir a Colloquy',
  },
  API_TOKEN_CREATED: {
    subject: 'Se ha creado un token de acceso para su cuenta',
    paragraphs: [
      'Se ha creado un token de acceso para su cuenta. Un programa que lo tenga puede actuar en su nombre, hasta donde el token lo permita.',
      NOT_YOU_WAY,
    ],
    label: 'Ir a Colloquy',
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
};
