/**
 * Whether a round takes comments from an account, or from the organization it speaks for, as SQL over the round's alias: who was
 * invited, always; else everyone where it is open to all, and organizations that were verified where it asks for that.
 */
export const admits = (round: string, account: string, organization: string): string => `(
    (${round}.audience <> 'INVITED' and (not ${round}.vetted_only or exists (
      select 1 from organization vo where vo.id = ${organization}::uuid and vo.vetting = 'VERIFIED')))
    or exists (select 1 from round_invitation i where i.round_id = ${round}.id and (i.organization_id = ${organization}::uuid
      or lower(i.email) = (select lower(ia.email) from account ia where ia.id = ${account}::uuid))))`;
