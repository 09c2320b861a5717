import type { Database } from '#platform/database.js';

/** Makes so many accounts that watch a subject, in one statement each; `crowd<n>@<host>`, spread over `hosts` hosts. */
export async function makeCrowd(db: Database, subjectId: string, size: number, hosts = 20): Promise<void> {
  await db.pool.query(
    `insert into account (id, email, email_verified_at, display_name, locale, password_hash, created_at)
     select gen_random_uuid(), 'crowd' || n || '@host' || (n % $2) || '.crowd.test', clock_now(), 'Crowd ' || n,
       (array['en', 'fr', 'es', 'ru', 'ar', 'zh'])[1 + n % 6], '', clock_now() from generate_series(1, $1::int) n`,
    [size, hosts],
  );
  await db.pool.query(
    `insert into watch (account_id, subject_id, created_at) select id, $1, clock_now() from account where email like 'crowd%.crowd.test'`,
    [subjectId],
  );
}
