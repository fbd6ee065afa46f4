export { askSignIn, type PostSignIn, printSignIn, SIGN_IN_MINUTES } from './ask-sign-in.ts';
export { changePerson } from './change.ts';
export { deputyOn, endDeputy, listDeputies, nameDeputy } from './deputy.ts';
export { type Invitation, type Invited, invitePerson } from './invite.ts';
export { countPeople, type PersonRow, selectPeople as listPeople } from './people.store.ts';
export {
  addressOfPerson,
  adminAddresses,
  approverAddresses,
  calledAs,
  personBy,
  personWithId,
} from './people.ts';
export { may, type Permission, requireMay } from './permissions.ts';
export { forgetRemoved, removeById, removePerson } from './remove.ts';
export { type SessionLimits, signOut, signOutEverywhere, whoAreSignedIn, whoIsSignedIn } from './session.ts';
export {
  enterCode,
  type FollowedLink,
  followLink,
  forgetSignIns,
  lookAtLink,
  MOST_TRIES,
} from './sign-in.ts';
export { type SignInMail, signInMail } from './sign-in-mail.ts';
