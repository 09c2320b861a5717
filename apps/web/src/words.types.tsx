/** The words of the frame of every page, and of the pages by which one comes in, in one language. `{name}` is filled in. */
export interface PageWords {
  /** To the content, past the header. */
  skip: string;
  /** What the header's links are, for who hears them read. */
  yours: string;
  signIn: string;
  signOut: string;
  norms: string;
  inbox: string;
  unread: string;
  failed: string;
  goOn: string;
  email: string;
  password: string;
  signInDone: string;
  linkInstead: string;
  linkHint: string;
  forgot: string;
  noAccount: string;
  haveAccount: string;
  institutions: string;
  codeTitle: string;
  code: string;
  codeHint: string;
  signUp: string;
  name: string;
  nameHint: string;
  passwordHint: string;
  language: string;
  signUpButton: string;
  forgotTitle: string;
  forgotText: string;
  forgotButton: string;
  sentTitle: string;
  sentLink: string;
  sentSignUp: string;
  sentHint: string;
  doNotFit: string;
  wrongCode: string;
  badEmail: string;
  badPassword: string;
  badName: string;
  tooOften: string;
}
