import type { ReactNode } from 'react';
import { Page } from './page.js';

/** A mail as the list of those that went out shows it. */
export interface MailLine {
  id: string;
  to: string;
  subject: string;
  createdAt: Date;
}

/** The mails of a machine without SMTP. */
export function MailsPage({ mails }: { mails: MailLine[] }): ReactNode {
  return (
    <Page title="Mails that went out" lang="en">
      <h1>Mails that went out</h1>
      <p>No mail server is configured, so mails are kept here. These are the newest {mails.length}.</p>
      <table>
        <thead>
          <tr>
            <th>Subject</th>
            <th>To</th>
            <th>Sent</th>
          </tr>
        </thead>
        <tbody>
          {mails.map(({ id, to, subject, createdAt }) => (
            <tr key={id}>
              <td>
                <a href={`/dev/mail/${id}`}>{subject}</a>
              </td>
              <td>{to}</td>
              <td>{createdAt.toISOString().slice(0, 19).replace('T', ' ')} UTC</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Page>
  );
}
