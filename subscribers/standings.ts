/** Names as `plainName` writes them, in a text that can be read. */
const words = (text: string): readonly string[] => text.split(/\s+/);

/**
 * How other programs' exports say who left: the known columns and the known words, as data. `docs/operations/lists.md` is
 * made from it and a test holds the two together. Names and words are compared as `plainName` writes them.
 *
 * Learnt from the exports of listmonk, Ghost, Mailchimp, Mautic, GovDelivery, Keila, Sendy, Substack, Brevo, MailerLite,
 * Campaign Monitor, Constant Contact, HubSpot, Klaviyo, ActiveCampaign, Buttondown, EmailOctopus, phpList, MailPoet,
 * CiviCRM and Salesforce. Substack's `active_subscription` is about paying and is not here: a free reader has it false.
 */
export const WORDS = {
  active: words(`active enabled subscribed confirmed optedin optin regular premium gifted`),
  left: words(`unsubscribed unsubscribe unsub optedout optout left inactive disabled deactivated cancelled canceled
removed deleted archived stopped declined withdrawn revoked nomail erased bysubscriber
byadministrator`),
  unconfirmed:
    words(`pending unconfirmed notconfirmed awaitingconfirmation unactivated unverified invited validating
nonsubscribed nonsubscriber notsubscribed neversubscribed transactional`),
  'hard bounce': words(
    `bounced bounce hardbounced hardbounce cleaned invalid undeliverable undelivered unreachable failed`,
  ),
  'soft bounces': words(`softbounced softbounce softbounces repeatedsoftdeliveryfailures`),
  complaint: words(`complaint complained spamcomplaint spam markedasspam reportedspam abuse junk`),
  desk: words(`blocklisted blacklisted blacklistedaddress blocked banned suppressed suppression donotcontact
donotemail donotmail dnc onhold held suspended excluded`),
};

/** What a cell says of a reader: that the bulletin may come, that they left, never agreed, or why none must come. */
export type Meaning = keyof typeof WORDS;

/** Yes and no, also as a spreadsheet in German, French, Spanish or Italian turns them when a file is opened and saved. */
export const YES = words(`true yes y t 1 on x ja oui si wahr vrai verdadero vero`);
export const NO = words(`false no n f 0 off nein non falsch faux falso`);

/** What cells of `against` hold where nothing is against a reader. */
export const NOTHING = words(`null none never na nan nil`);

/** `said`: a word says it. `agreed`: yes and no, or the date since when. `against`: yes and no, or the date. */
export const STATE_COLUMNS = {
  said: words(`state status subscriberstatus subscriberstate subscriptionstatus subscriptionstate memberstatus
contactstatus emailstatus emailstate emailpermissionstatus emailmarketingstatus
emailmarketingconsent marketingstatus newsletterstatus mailingstatus permissionstatus globalstatus
liststatus deliverystatus optinstatus consentstatus subscribertype deletionreason stopstatus`),
  agreed: {
    left: words(`subscribed issubscribed subscribedtoemails subscribedtoemail subscribedtonewsletter subscription
newsletter optin optedin isoptedin emailoptin emailoptedin active isactive enabled isenabled
emailenabled acceptsmarketing acceptsemailmarketing emailconsent marketingconsent consent consented
gdprconsent`),
    unconfirmed: words(`confirmed isconfirmed emailconfirmed doubleoptin isthesubscriberconfirmed`),
  },
  against: {
    left: words(`unsubscribed isunsubscribed unsubscribe unsubscribedat unsubscribedon unsubscribeddate
unsubscribedate unsubscribetime unsubscriptiondate unsubtime unsubdate dateunsubscribed
unsubscribedfromemails unsubscribedfromallemail optout optedout isoptout optoutdate optoutat
optedoutat emailoptout emailoptedout hasoptedoutofemail nobulkemailsuseroptout leftat leftdate
dateleft deletedat datedeleted removedat cancelledat canceledat archivedat stoptime disabled
isdisabled emaildisabled isexcludedfromcampaigns`),
    'hard bounce':
      words(`cleantime cleanedat cleaned bounced isbounced hasbounced hardbounce hardbounced emailhardbounced
bouncedat bouncedate bouncetime undeliverable unreachable`),
    complaint: words(`complained complaint complainedat complaintdate complainttime spamcomplaint markedasspam
spamreported`),
    desk: words(`blocklisted blacklisted isblocklisted isblacklisted emailblocklisted emailblacklisted blocklist
blacklist isthesubscriberblacklisted blocked isblocked banned suppressed issuppressed suppressedat
donotcontact donotemail donotmail dnc dncemail onhold suspended`),
  },
};

/** Columns that say when a row was last changed: nobody in it left later than that. */
export const CHANGED_COLUMNS = words(
  `updatedat lastchanged modifiedat modifiedtime datemodified lastmodified lastupdated changedat`,
);
