import type { StaffRole } from '#platform/schema.types.js';

/** Somebody of the demonstration: how they sign in, and what they are. */
export interface DemoPerson {
  name: string;
  email: string;
  password: string;
  /** In words, for the one who starts the demonstration. */
  role: string;
  staffRole?: StaffRole;
  organization?: string;
}

const PASSWORD = 'demonstration only';
const at = (local: string): string => `${local}@demo.colloquy.example`;

const staff = (local: string, name: string, staffRole: StaffRole, role: string): DemoPerson => ({
  name,
  email: at(local),
  password: PASSWORD,
  role,
  staffRole,
});
const approver = (local: string, name: string, organization: string): DemoPerson => ({
  name,
  email: at(local),
  password: PASSWORD,
  role: `approver of ${organization}`,
  organization,
});

/** Everybody who can sign in to the demonstration. Passwords are printed, so it never runs in production by itself. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  staff('admin', 'Ada Minster', 'ADMIN', 'administrator'),
  staff('organizer', 'Omar Ganis', 'ORGANIZER', 'organizer'),
  staff('secretariat', 'Sekou Tary', 'SECRETARIAT', 'secretariat (proposes)'),
  staff('secretariat.second', 'Tamsin Eyes', 'SECRETARIAT', 'secretariat (confirms)'),
  staff('observer', 'Oba Server', 'OBSERVER', 'observer'),
  approver('hospitals', 'Hana Medic', 'Open Hospitals Network'),
  approver('grid', 'Grigor Watt', 'Meridian Grid Operators Association'),
  approver('payments', 'Pania Ledger', 'Northwater Payments'),
  approver('institute', 'Ines Scholar', 'Institute for Strategic Restraint'),
  approver('responders', 'Remi Sponder', 'Forum of Incident Responders'),
  approver('lindmark', 'Lind Marker', 'Ministry of Foreign Affairs of Lindmark'),
  approver('tavora', 'Tavi Ora', 'Cyber Directorate of the Republic of Tavora'),
  approver('corridor', 'Cory Dor', 'Southern Corridor Community'),
  { name: 'Ivo Vidal', email: at('individual'), password: PASSWORD, role: 'individual, for no organization' },
];
