export { type Invitation, type Invited, invitePerson } from './invite.ts';
export { countPeople, type PersonRow, selectPeople as listPeople } from './people.store.ts';
export { approverAddresses, personBy } from './people.ts';
export { may, type Permission, requireMay } from './permissions.ts';
export { forgetRemoved, removePerson } from './remove.ts';
export { type SessionLimits, signOut, whoIsSignedIn } from './session.ts';
export { askSignIn, enterCode, followLink, forgetSignIns, MOST_TRIES, SIGN_IN_MINUTES } from './sign-in.ts';
