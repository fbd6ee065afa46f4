-- The schema after all migrations: `npm run docs:schema` writes it, a test holds it.

CREATE TABLE actions (
  run_id integer NOT NULL,
  ordinal integer NOT NULL,
  name text NOT NULL,
  state text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  inputs jsonb,
  outputs jsonb,
  error text,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  failing_since timestamp with time zone,
  reason_code text,
  reason_params jsonb,
  CONSTRAINT actions_pkey PRIMARY KEY (run_id, ordinal),
  CONSTRAINT actions_run_id_fkey FOREIGN KEY (run_id) REFERENCES flow_runs(id) ON DELETE CASCADE,
  CONSTRAINT actions_run_id_name_key UNIQUE (run_id, name),
  CONSTRAINT actions_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'running'::text, 'waiting'::text, 'succeeded'::text, 'failed'::text, 'skipped'::text, 'cancelled'::text])))
);

CREATE TABLE acts (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL,
  act text NOT NULL,
  subject_type text NOT NULL GENERATED ALWAYS AS (split_part(act, '.'::text, 1)) STORED,
  subject bigint NOT NULL,
  actor jsonb NOT NULL,
  params jsonb NOT NULL,
  CONSTRAINT acts_act_check CHECK ((act ~ '^[a-z]+\.[a-z-]+$'::text)),
  CONSTRAINT acts_pkey PRIMARY KEY (id)
);

CREATE TABLE alarm_tellings (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  alarm_id bigint NOT NULL,
  news text NOT NULL,
  day integer NOT NULL,
  way text NOT NULL,
  label text NOT NULL,
  state text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL,
  tried_at timestamp with time zone,
  next_try_at timestamp with time zone NOT NULL,
  claimed_until timestamp with time zone,
  told_at timestamp with time zone,
  notice_id bigint,
  said text,
  CONSTRAINT alarm_tellings_alarm_id_fkey FOREIGN KEY (alarm_id) REFERENCES alarms(id),
  CONSTRAINT alarm_tellings_alarm_id_news_day_way_key UNIQUE (alarm_id, news, day, way),
  CONSTRAINT alarm_tellings_news_check CHECK ((news = ANY (ARRAY['raised'::text, 'again'::text, 'mended'::text]))),
  CONSTRAINT alarm_tellings_pkey PRIMARY KEY (id),
  CONSTRAINT alarm_tellings_state_check CHECK ((state = ANY (ARRAY['due'::text, 'posted'::text, 'told'::text, 'failed'::text, 'dropped'::text])))
);

CREATE TABLE alarms (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  cause text NOT NULL,
  key text NOT NULL,
  params jsonb NOT NULL,
  since timestamp with time zone NOT NULL,
  raised_at timestamp with time zone NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  acknowledged_at timestamp with time zone,
  acknowledged_by jsonb,
  acknowledged_words text,
  mended_at timestamp with time zone,
  CONSTRAINT alarms_pkey PRIMARY KEY (id)
);

CREATE TABLE approval_links (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  person_id integer,
  email text,
  email_key text,
  name text,
  content_key text NOT NULL,
  salt text NOT NULL,
  token_hash text NOT NULL,
  asked_by jsonb NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  revoked_by jsonb,
  revoked_at timestamp with time zone,
  told_at timestamp with time zone,
  reminded_at timestamp with time zone,
  deputy_for integer,
  CONSTRAINT approval_links_check CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  CONSTRAINT approval_links_deputy_for_fkey FOREIGN KEY (deputy_for) REFERENCES people(id),
  CONSTRAINT approval_links_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT approval_links_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT approval_links_pkey PRIMARY KEY (id),
  CONSTRAINT approval_links_token_hash_key UNIQUE (token_hash)
);

CREATE TABLE approval_requests (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  content_key text NOT NULL,
  mail text NOT NULL,
  content jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT approval_requests_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT approval_requests_pkey PRIMARY KEY (id)
);

CREATE TABLE approvals (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  hash text NOT NULL,
  snapshot_hash text NOT NULL,
  actor jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  words text,
  alone_reason text,
  link_id integer,
  CONSTRAINT approvals_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT approvals_link_id_fkey FOREIGN KEY (link_id) REFERENCES approval_links(id),
  CONSTRAINT approvals_pkey PRIMARY KEY (id)
);

CREATE TABLE article_notes (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  article_id integer NOT NULL,
  actor jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  about text NOT NULL,
  words text NOT NULL,
  CONSTRAINT article_notes_about_check CHECK ((about = ANY (ARRAY['note'::text, 'changes-asked'::text, 'declined'::text, 'held'::text]))),
  CONSTRAINT article_notes_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id),
  CONSTRAINT article_notes_pkey PRIMARY KEY (id)
);

CREATE TABLE article_proposals (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  article_id integer NOT NULL,
  headline text NOT NULL,
  summary text NOT NULL,
  body text NOT NULL,
  actor jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  taken boolean,
  CONSTRAINT article_proposals_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id),
  CONSTRAINT article_proposals_check CHECK (((decided_at IS NULL) = (taken IS NULL))),
  CONSTRAINT article_proposals_pkey PRIMARY KEY (id)
);

CREATE TABLE article_versions (
  article_id integer NOT NULL,
  number integer NOT NULL,
  content jsonb NOT NULL,
  actor jsonb,
  at timestamp with time zone NOT NULL,
  how text NOT NULL,
  words text,
  restored integer,
  CONSTRAINT article_versions_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id),
  CONSTRAINT article_versions_how_check CHECK ((how = ANY (ARRAY['folder'::text, 'feed'::text, 'form'::text, 'desk'::text, 'command'::text]))),
  CONSTRAINT article_versions_pkey PRIMARY KEY (article_id, number)
);

CREATE TABLE articles (
  id integer NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  edition_number integer,
  slug text NOT NULL,
  section_id integer NOT NULL,
  state text NOT NULL,
  headline text NOT NULL,
  summary text NOT NULL DEFAULT ''::text,
  body text NOT NULL DEFAULT ''::text,
  organisation text,
  position integer,
  published_on date,
  contact jsonb,
  image jsonb,
  links jsonb NOT NULL DEFAULT '[]'::jsonb,
  source text NOT NULL,
  source_key text,
  feed_id integer,
  decline_reason text,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  notes jsonb NOT NULL DEFAULT '[]'::jsonb,
  body_line integer,
  language text,
  held_at timestamp with time zone,
  likeness integer[] GENERATED ALWAYS AS (likeness_of(body)) STORED,
  pictures jsonb,
  translations jsonb,
  CONSTRAINT articles_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT articles_edition_number_slug_key UNIQUE (edition_number, slug),
  CONSTRAINT articles_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES feeds(id) ON DELETE SET NULL,
  CONSTRAINT articles_pkey PRIMARY KEY (id),
  CONSTRAINT articles_section_id_fkey FOREIGN KEY (section_id) REFERENCES sections(id),
  CONSTRAINT articles_source_check CHECK ((source = ANY (ARRAY['folder'::text, 'feed'::text, 'form'::text, 'desk'::text]))),
  CONSTRAINT articles_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'accepted'::text, 'published'::text, 'declined'::text, 'withdrawn'::text])))
);

CREATE TABLE attempts (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  run_id integer NOT NULL,
  action text NOT NULL,
  number integer NOT NULL,
  state text NOT NULL,
  inputs jsonb,
  outputs jsonb,
  reason_code text,
  reason_params jsonb,
  started_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  stack text,
  CONSTRAINT attempts_pkey PRIMARY KEY (id),
  CONSTRAINT attempts_run_id_action_number_key UNIQUE (run_id, action, number),
  CONSTRAINT attempts_run_id_fkey FOREIGN KEY (run_id) REFERENCES flow_runs(id),
  CONSTRAINT attempts_state_check CHECK ((state = ANY (ARRAY['running'::text, 'waiting'::text, 'held'::text, 'succeeded'::text, 'skipped'::text, 'failed'::text, 'cancelled'::text])))
);

CREATE TABLE bank_holidays (
  division text NOT NULL,
  day text NOT NULL,
  name text NOT NULL,
  CONSTRAINT bank_holidays_day_check CHECK ((day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'::text)),
  CONSTRAINT bank_holidays_division_check CHECK ((division = ANY (ARRAY['england-and-wales'::text, 'scotland'::text, 'northern-ireland'::text]))),
  CONSTRAINT bank_holidays_pkey PRIMARY KEY (division, day)
);

CREATE TABLE begun_sendings (
  run_id integer NOT NULL,
  sender text NOT NULL,
  key_id text NOT NULL,
  CONSTRAINT begun_sendings_pkey PRIMARY KEY (run_id),
  CONSTRAINT begun_sendings_run_id_fkey FOREIGN KEY (run_id) REFERENCES flow_runs(id)
);

CREATE TABLE calendar_addresses (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  token_hash text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  made_by jsonb NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT calendar_addresses_pkey PRIMARY KEY (id),
  CONSTRAINT calendar_addresses_token_hash_key UNIQUE (token_hash)
);

CREATE TABLE calendar_entries (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  slot timestamp with time zone NOT NULL,
  kind text NOT NULL,
  send_at timestamp with time zone NOT NULL,
  skipped boolean NOT NULL DEFAULT false,
  reason text NOT NULL DEFAULT ''::text,
  sequence integer NOT NULL DEFAULT 0,
  changed_at timestamp with time zone NOT NULL,
  changed_by jsonb NOT NULL,
  CONSTRAINT calendar_entries_kind_check CHECK ((kind = ANY (ARRAY['cadence'::text, 'special'::text]))),
  CONSTRAINT calendar_entries_pkey PRIMARY KEY (id),
  CONSTRAINT calendar_entries_sequence_check CHECK ((sequence >= 0)),
  CONSTRAINT calendar_entries_slot_key UNIQUE (slot)
);

CREATE TABLE calendar_tellings (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  slot timestamp with time zone,
  edition_number integer,
  of_date timestamp with time zone NOT NULL,
  people integer NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT calendar_tellings_check CHECK (((kind = 'please-approve'::text) = (edition_number IS NOT NULL))),
  CONSTRAINT calendar_tellings_check1 CHECK (((slot IS NULL) <> (edition_number IS NULL))),
  CONSTRAINT calendar_tellings_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT calendar_tellings_kind_check CHECK ((kind = ANY (ARRAY['call'::text, 'two-weeks'::text, 'three-days'::text, 'please-approve'::text]))),
  CONSTRAINT calendar_tellings_kind_slot_edition_number_of_date_key UNIQUE NULLS NOT DISTINCT (kind, slot, edition_number, of_date),
  CONSTRAINT calendar_tellings_people_check CHECK ((people > 0)),
  CONSTRAINT calendar_tellings_pkey PRIMARY KEY (id)
);

CREATE TABLE conclusions (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  delivery_id bigint NOT NULL,
  called_at timestamp with time zone NOT NULL,
  concluded_at timestamp with time zone NOT NULL,
  neighbours integer NOT NULL,
  with_send integer NOT NULL,
  window_minutes integer NOT NULL,
  CONSTRAINT conclusions_pkey PRIMARY KEY (id)
);

CREATE TABLE consents (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  subscriber_id bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  event text NOT NULL,
  reason text,
  source text NOT NULL,
  wording text,
  detail jsonb NOT NULL DEFAULT '{}'::jsonb,
  language text,
  CONSTRAINT consents_pkey PRIMARY KEY (id),
  CONSTRAINT consents_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES subscribers(id)
);

CREATE TABLE consequences (
  act_id bigint NOT NULL,
  name text NOT NULL,
  done_at timestamp with time zone,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamp with time zone NOT NULL,
  error text,
  outcome text,
  reason_code text,
  reason_params jsonb,
  outcome_code text,
  outcome_params jsonb,
  CONSTRAINT consequences_act_id_fkey FOREIGN KEY (act_id) REFERENCES acts(id),
  CONSTRAINT consequences_pkey PRIMARY KEY (act_id, name)
);

CREATE TABLE contributions (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  salt text NOT NULL,
  token_hash text NOT NULL,
  email text NOT NULL,
  email_key text NOT NULL,
  name text NOT NULL,
  fields jsonb NOT NULL,
  article_id integer,
  created_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  language text,
  CONSTRAINT contributions_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id),
  CONSTRAINT contributions_article_id_key UNIQUE (article_id),
  CONSTRAINT contributions_check CHECK (((article_id IS NULL) = (sent_at IS NULL))),
  CONSTRAINT contributions_pkey PRIMARY KEY (id),
  CONSTRAINT contributions_token_hash_key UNIQUE (token_hash)
);

CREATE TABLE corrections (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  article text NOT NULL,
  slug text NOT NULL,
  content jsonb NOT NULL,
  note text NOT NULL,
  made_by text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  grammar smallint NOT NULL DEFAULT 1,
  CONSTRAINT corrections_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT corrections_pkey PRIMARY KEY (id)
);

CREATE TABLE deliveries (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  subscriber_id bigint NOT NULL,
  state text NOT NULL,
  reason text,
  lease_id text,
  message_id text,
  tries integer NOT NULL DEFAULT 0,
  updated_at timestamp with time zone NOT NULL,
  wave smallint NOT NULL DEFAULT 1,
  sent_at timestamp with time zone,
  through text,
  mailbox text,
  choice integer[],
  reason_code text,
  reason_params jsonb,
  language text,
  CONSTRAINT deliveries_edition_number_subscriber_id_key UNIQUE (edition_number, subscriber_id),
  CONSTRAINT deliveries_pkey PRIMARY KEY (id),
  CONSTRAINT deliveries_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'calling'::text, 'accepted'::text, 'rejected'::text, 'unknown'::text, 'skipped'::text, 'delivered'::text, 'bounced'::text, 'complained'::text])))
);

CREATE TABLE delivery_totals (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  state text NOT NULL,
  reason_code text,
  reason_params jsonb,
  through text,
  mails integer NOT NULL,
  CONSTRAINT delivery_totals_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT delivery_totals_edition_number_state_reason_code_reason_par_key UNIQUE NULLS NOT DISTINCT (edition_number, state, reason_code, reason_params, through),
  CONSTRAINT delivery_totals_mails_check CHECK ((mails > 0)),
  CONSTRAINT delivery_totals_pkey PRIMARY KEY (id)
);

CREATE TABLE deputies (
  person_id integer NOT NULL,
  deputy_id integer NOT NULL,
  from_day text,
  until_day text,
  named_at timestamp with time zone NOT NULL,
  CONSTRAINT deputies_check CHECK ((deputy_id <> person_id)),
  CONSTRAINT deputies_check1 CHECK ((from_day <= until_day)),
  CONSTRAINT deputies_deputy_id_fkey FOREIGN KEY (deputy_id) REFERENCES people(id),
  CONSTRAINT deputies_from_day_check CHECK ((from_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'::text)),
  CONSTRAINT deputies_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT deputies_pkey PRIMARY KEY (person_id),
  CONSTRAINT deputies_until_day_check CHECK ((until_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'::text))
);

CREATE TABLE edition_snapshots (
  edition_number integer NOT NULL,
  hash text NOT NULL,
  content text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT edition_snapshots_pkey PRIMARY KEY (id),
  CONSTRAINT snapshots_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number)
);

CREATE TABLE editions (
  number integer NOT NULL,
  state text NOT NULL,
  cover text NOT NULL,
  title text NOT NULL,
  strapline text NOT NULL DEFAULT ''::text,
  preheader text,
  publisher text NOT NULL,
  mailbox text NOT NULL,
  welcome text NOT NULL DEFAULT ''::text,
  sections jsonb NOT NULL,
  approved_by text,
  created_at timestamp with time zone NOT NULL,
  assembled_at timestamp with time zone,
  approved_at timestamp with time zone,
  sent_at timestamp with time zone,
  published_at timestamp with time zone,
  language text,
  send_at timestamp with time zone,
  reopened_at timestamp with time zone,
  hold_minutes integer NOT NULL DEFAULT 0,
  warned_of timestamp with time zone,
  translations jsonb,
  subject text,
  CONSTRAINT editions_number_check CHECK ((number > 0)),
  CONSTRAINT editions_pkey PRIMARY KEY (number),
  CONSTRAINT editions_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'assembled'::text, 'approved'::text, 'sending'::text, 'sent'::text, 'published'::text, 'cancelled'::text]))),
  CONSTRAINT editions_subject CHECK ((subject = 'stories'::text))
);

CREATE TABLE examinations (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL,
  result jsonb NOT NULL,
  CONSTRAINT examinations_pkey PRIMARY KEY (id)
);

CREATE TABLE feeds (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  url text NOT NULL,
  section_id integer NOT NULL,
  title text,
  etag text,
  last_modified text,
  polled_at timestamp with time zone,
  message text,
  created_at timestamp with time zone NOT NULL,
  removed_at timestamp with time zone,
  polled_slot timestamp with time zone,
  given_up text[] NOT NULL DEFAULT '{}'::text[],
  remarks jsonb,
  failing_since timestamp with time zone,
  CONSTRAINT feeds_pkey PRIMARY KEY (id),
  CONSTRAINT feeds_section_id_fkey FOREIGN KEY (section_id) REFERENCES sections(id),
  CONSTRAINT feeds_url_key UNIQUE (url)
);

CREATE TABLE flow_runs (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer,
  trigger text NOT NULL,
  slot timestamp with time zone,
  state text NOT NULL,
  reason text,
  started_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  sender text,
  key_id text,
  reason_code text,
  reason_params jsonb,
  next_try_at timestamp with time zone,
  flow text NOT NULL DEFAULT 'edition'::text,
  changed boolean NOT NULL DEFAULT true,
  acknowledged_at timestamp with time zone,
  acknowledged_by jsonb,
  acknowledged_words text,
  CONSTRAINT flow_runs_edition CHECK (((flow = 'edition'::text) = (edition_number IS NOT NULL))),
  CONSTRAINT runs_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT runs_pkey PRIMARY KEY (id),
  CONSTRAINT runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'waiting'::text, 'paused'::text, 'held'::text, 'failed'::text, 'succeeded'::text, 'cancelled'::text]))),
  CONSTRAINT runs_trigger_check CHECK ((trigger = ANY (ARRAY['schedule'::text, 'manual'::text])))
);

CREATE TABLE flow_switches (
  flow text NOT NULL,
  is_on boolean NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  changed_by jsonb NOT NULL,
  CONSTRAINT flow_switches_pkey PRIMARY KEY (flow)
);

CREATE TABLE hindrances (
  edition_number integer NOT NULL,
  kind text NOT NULL,
  reason text NOT NULL,
  since timestamp with time zone NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  reason_code text,
  reason_params jsonb,
  CONSTRAINT hindrances_pkey PRIMARY KEY (edition_number, kind)
);

CREATE TABLE image_variants (
  hash text NOT NULL,
  width integer NOT NULL,
  media_type text NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT image_variants_hash_fkey FOREIGN KEY (hash) REFERENCES images(hash) ON DELETE CASCADE,
  CONSTRAINT image_variants_media_type_check CHECK ((media_type = ANY (ARRAY['image/avif'::text, 'image/webp'::text]))),
  CONSTRAINT image_variants_pkey PRIMARY KEY (hash, width, media_type)
);

CREATE TABLE images (
  hash text NOT NULL,
  media_type text NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  bytes bytea NOT NULL,
  animated boolean NOT NULL DEFAULT false,
  cleaning smallint NOT NULL DEFAULT 0,
  CONSTRAINT images_pkey PRIMARY KEY (hash)
);

CREATE TABLE journal_entries (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  subscriber_id bigint,
  mailbox text,
  detail jsonb,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  taken_at timestamp with time zone,
  CONSTRAINT journal_entries_pkey PRIMARY KEY (id)
);

CREATE TABLE journal_places (
  place text NOT NULL,
  host text NOT NULL,
  folder text NOT NULL,
  alive_at timestamp with time zone NOT NULL,
  CONSTRAINT journal_places_pkey PRIMARY KEY (place)
);

CREATE TABLE journals (
  id text NOT NULL,
  place text NOT NULL,
  state text NOT NULL,
  confirmed bigint NOT NULL,
  promised bigint NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  CONSTRAINT journals_check CHECK ((confirmed <= promised)),
  CONSTRAINT journals_pkey PRIMARY KEY (id),
  CONSTRAINT journals_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'ended'::text, 'lost'::text])))
);

CREATE TABLE leases (
  id text NOT NULL,
  edition_number integer NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  claimed_from bigint,
  claimed_to bigint,
  CONSTRAINT leases_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT leases_pkey PRIMARY KEY (id)
);

CREATE TABLE link_answers (
  check_id integer NOT NULL,
  position integer NOT NULL,
  url text NOT NULL,
  outcome text,
  status integer,
  final_url text,
  moved boolean NOT NULL DEFAULT false,
  asked_at timestamp with time zone,
  CONSTRAINT link_answers_check CHECK (((outcome IS NULL) = (asked_at IS NULL))),
  CONSTRAINT link_answers_check_id_fkey FOREIGN KEY (check_id) REFERENCES link_checks(id) ON DELETE CASCADE,
  CONSTRAINT link_answers_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'inside'::text, 'unknown-host'::text, 'late'::text, 'certificate'::text, 'redirects'::text, 'unreachable'::text]))),
  CONSTRAINT link_answers_pkey PRIMARY KEY (check_id, "position")
);

CREATE TABLE link_checks (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  started_at timestamp with time zone NOT NULL,
  actor jsonb NOT NULL,
  finished_at timestamp with time zone,
  leased_until timestamp with time zone,
  CONSTRAINT link_checks_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number) ON DELETE CASCADE,
  CONSTRAINT link_checks_edition_number_key UNIQUE (edition_number),
  CONSTRAINT link_checks_pkey PRIMARY KEY (id)
);

CREATE TABLE mail_shells (
  key text NOT NULL,
  html text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT mail_shells_pkey PRIMARY KEY (key)
);

CREATE TABLE notice_turns (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  due_at timestamp with time zone NOT NULL,
  CONSTRAINT notice_turns_pkey PRIMARY KEY (id)
);

CREATE TABLE notices (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  to_address text,
  subscriber_id bigint,
  params jsonb NOT NULL DEFAULT '{}'::jsonb,
  state text NOT NULL,
  reason text,
  message_id text,
  tries integer NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  reported text,
  due_at timestamp with time zone,
  telling_id integer,
  reason_code text,
  reason_params jsonb,
  CONSTRAINT notices_pkey PRIMARY KEY (id),
  CONSTRAINT notices_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'calling'::text, 'accepted'::text, 'rejected'::text, 'unknown'::text]))),
  CONSTRAINT notices_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES subscribers(id),
  CONSTRAINT notices_telling_id_fkey FOREIGN KEY (telling_id) REFERENCES tellings(id)
);

CREATE TABLE outages (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  since timestamp with time zone NOT NULL,
  ended_at timestamp with time zone NOT NULL,
  tries integer NOT NULL,
  reason text NOT NULL,
  CONSTRAINT outages_pkey PRIMARY KEY (id)
);

CREATE TABLE pace (
  account text NOT NULL,
  next_at double precision NOT NULL,
  granted double precision NOT NULL DEFAULT 0,
  gap double precision NOT NULL DEFAULT 1,
  factor double precision NOT NULL DEFAULT 1,
  factor_at double precision NOT NULL DEFAULT 0,
  quota_per_second double precision NOT NULL DEFAULT 1,
  quota_per_day double precision,
  sent_today double precision NOT NULL DEFAULT 0,
  asked_at double precision NOT NULL DEFAULT 0,
  answered_at double precision NOT NULL DEFAULT 0,
  away_since double precision,
  away_sure boolean NOT NULL DEFAULT false,
  away_tries integer NOT NULL DEFAULT 0,
  away_reason text,
  try_at double precision NOT NULL DEFAULT 0,
  try_gap double precision NOT NULL DEFAULT 1,
  rest_until double precision NOT NULL DEFAULT 0,
  line_at double precision NOT NULL DEFAULT 0,
  CONSTRAINT pace_pkey PRIMARY KEY (account)
);

CREATE TABLE pace_holders (
  id text NOT NULL,
  permits integer NOT NULL,
  edition boolean NOT NULL,
  singles integer NOT NULL,
  free_at double precision NOT NULL,
  ends_at double precision NOT NULL,
  CONSTRAINT pace_holders_pkey PRIMARY KEY (id)
);

CREATE TABLE people (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  email text,
  email_key text,
  name text,
  roles text[] NOT NULL,
  state text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  removed_at timestamp with time zone,
  CONSTRAINT people_check CHECK (((state = 'removed'::text) = (removed_at IS NOT NULL))),
  CONSTRAINT people_check1 CHECK (((state = 'removed'::text) OR ((email IS NOT NULL) AND (email_key IS NOT NULL)))),
  CONSTRAINT people_email_key_key UNIQUE (email_key),
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_roles_check CHECK (((roles <@ ARRAY['admin'::text, 'approver'::text, 'editor'::text]) AND (cardinality(roles) > 0))),
  CONSTRAINT people_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'removed'::text])))
);

CREATE TABLE plans (
  edition_number integer NOT NULL,
  planned integer NOT NULL,
  wave smallint NOT NULL DEFAULT 1,
  waves smallint NOT NULL DEFAULT 1,
  wave_opens_at timestamp with time zone,
  held_until timestamp with time zone,
  stale boolean NOT NULL DEFAULT false,
  created_at timestamp with time zone NOT NULL,
  ramp double precision,
  ramp_wait_minutes integer,
  open_from bigint DEFAULT 0,
  folded_before timestamp with time zone,
  oldest_delivery timestamp with time zone,
  CONSTRAINT plans_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT plans_pkey PRIMARY KEY (edition_number),
  CONSTRAINT plans_ramp_check CHECK (((ramp > (0)::double precision) AND (ramp < (1)::double precision))),
  CONSTRAINT plans_ramp_wait_minutes_check CHECK ((ramp_wait_minutes > 0))
);

CREATE TABLE preflights (
  edition_number integer NOT NULL,
  content_key text NOT NULL,
  report jsonb NOT NULL,
  checked_at timestamp with time zone NOT NULL,
  CONSTRAINT preflights_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number) ON DELETE CASCADE,
  CONSTRAINT preflights_pkey PRIMARY KEY (edition_number)
);

CREATE TABLE processes (
  id text NOT NULL,
  role text NOT NULL,
  version text NOT NULL,
  sending text NOT NULL,
  host text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  CONSTRAINT processes_pkey PRIMARY KEY (id),
  CONSTRAINT processes_role_check CHECK ((role = ANY (ARRAY['web'::text, 'worker'::text])))
);

CREATE TABLE published_articles (
  edition_number integer NOT NULL,
  article text NOT NULL,
  slug text NOT NULL,
  section text NOT NULL,
  ordinal integer NOT NULL,
  headline text NOT NULL,
  summary text NOT NULL,
  organisation text NOT NULL,
  body text NOT NULL,
  search tsvector GENERATED ALWAYS AS ((((setweight(to_tsvector('english'::regconfig, searched_words(headline)), 'A'::"char") || setweight(to_tsvector('english'::regconfig, searched_words(summary)), 'B'::"char")) || setweight(to_tsvector('english'::regconfig, searched_words(organisation)), 'B'::"char")) || setweight(to_tsvector('english'::regconfig, searched_words(body)), 'C'::"char"))) STORED,
  language text,
  CONSTRAINT published_articles_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT published_articles_edition_number_slug_key UNIQUE (edition_number, slug),
  CONSTRAINT published_articles_pkey PRIMARY KEY (edition_number, article)
);

CREATE TABLE rate_limits (
  key text NOT NULL,
  free_at timestamp with time zone NOT NULL,
  CONSTRAINT rate_limits_pkey PRIMARY KEY (key)
);

CREATE TABLE reader_import_parts (
  import_id integer NOT NULL,
  kind text NOT NULL,
  number integer NOT NULL,
  octets bytea NOT NULL,
  CONSTRAINT reader_import_parts_import_id_fkey FOREIGN KEY (import_id) REFERENCES reader_imports(id) ON DELETE CASCADE,
  CONSTRAINT reader_import_parts_kind_check CHECK ((kind = ANY (ARRAY['file'::text, 'refused'::text]))),
  CONSTRAINT reader_import_parts_pkey PRIMARY KEY (import_id, kind, number)
);

CREATE TABLE reader_import_rows (
  import_id integer NOT NULL,
  line integer NOT NULL,
  address text,
  outcome text NOT NULL,
  reason text,
  CONSTRAINT reader_import_rows_import_id_fkey FOREIGN KEY (import_id) REFERENCES reader_imports(id) ON DELETE CASCADE,
  CONSTRAINT reader_import_rows_pkey PRIMARY KEY (import_id, line)
);

CREATE TABLE reader_imports (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  state text NOT NULL,
  file_name text NOT NULL,
  octets bigint NOT NULL,
  telling jsonb NOT NULL DEFAULT '{}'::jsonb,
  report jsonb,
  rows_done integer NOT NULL DEFAULT 0,
  error text,
  actor jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  leased_until timestamp with time zone,
  CONSTRAINT reader_imports_pkey PRIMARY KEY (id),
  CONSTRAINT reader_imports_state_check CHECK ((state = ANY (ARRAY['uploaded'::text, 'trying'::text, 'tried'::text, 'importing'::text, 'done'::text, 'failed'::text])))
);

CREATE TABLE recalled_mails (
  edition_number integer NOT NULL,
  mailbox text NOT NULL,
  state text NOT NULL,
  message_id text,
  through text,
  at timestamp with time zone NOT NULL,
  CONSTRAINT recalled_mails_pkey PRIMARY KEY (edition_number, mailbox),
  CONSTRAINT recalled_mails_state_check CHECK ((state = ANY (ARRAY['accepted'::text, 'rejected'::text, 'unknown'::text, 'unsent'::text])))
);

CREATE TABLE renderings (
  edition_number integer NOT NULL,
  snapshot_hash text NOT NULL,
  options_hash text NOT NULL,
  compiled jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT renderings_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT renderings_pkey PRIMARY KEY (edition_number, snapshot_hash, options_hash)
);

CREATE TABLE reopenings (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  actor jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  reason text NOT NULL,
  CONSTRAINT reopenings_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT reopenings_pkey PRIMARY KEY (id)
);

CREATE TABLE restore_holds (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  since timestamp with time zone NOT NULL,
  findings jsonb NOT NULL,
  released_at timestamp with time zone,
  released_by jsonb,
  replayed jsonb,
  CONSTRAINT restore_holds_check CHECK (((released_at IS NULL) = (released_by IS NULL))),
  CONSTRAINT restore_holds_pkey PRIMARY KEY (id)
);

CREATE TABLE retired_domains (
  domain text NOT NULL,
  successor text,
  added_at timestamp with time zone NOT NULL,
  CONSTRAINT retired_domains_pkey PRIMARY KEY (domain)
);

CREATE TABLE second_looks (
  approval_id integer NOT NULL,
  actor jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT second_looks_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approvals(id),
  CONSTRAINT second_looks_pkey PRIMARY KEY (approval_id)
);

CREATE TABLE sections (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  slug text NOT NULL,
  label text NOT NULL,
  description text NOT NULL DEFAULT ''::text,
  colour text,
  position integer NOT NULL,
  retired_at timestamp with time zone,
  merged_into integer,
  language text,
  CONSTRAINT sections_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES sections(id),
  CONSTRAINT sections_pkey PRIMARY KEY (id),
  CONSTRAINT sections_slug_key UNIQUE (slug)
);

CREATE TABLE send_backs (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  link_id integer,
  content_key text NOT NULL,
  content jsonb NOT NULL,
  actor jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  words text NOT NULL,
  CONSTRAINT send_backs_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT send_backs_link_id_fkey FOREIGN KEY (link_id) REFERENCES approval_links(id),
  CONSTRAINT send_backs_pkey PRIMARY KEY (id)
);

CREATE TABLE ses_events (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  sns_message_id text NOT NULL,
  event_type text NOT NULL,
  received_at timestamp with time zone NOT NULL,
  payload jsonb NOT NULL,
  applied_at timestamp with time zone,
  mailboxes text[],
  due_at timestamp with time zone NOT NULL DEFAULT '-infinity'::timestamp with time zone,
  subscribers bigint[],
  CONSTRAINT ses_events_pkey PRIMARY KEY (id),
  CONSTRAINT ses_events_sns_message_id_key UNIQUE (sns_message_id)
);

CREATE TABLE sessions (
  token_hash text NOT NULL,
  person_id integer NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  CONSTRAINT sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT sessions_pkey PRIMARY KEY (token_hash)
);

CREATE TABLE settings (
  key text NOT NULL,
  value text NOT NULL,
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT settings_pkey PRIMARY KEY (key)
);

CREATE TABLE sign_ins (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  person_id integer NOT NULL,
  browser_hash text,
  link_hash text NOT NULL,
  code_hash text,
  asked_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  used_at timestamp with time zone,
  CONSTRAINT sign_ins_browser_hash_key UNIQUE (browser_hash),
  CONSTRAINT sign_ins_check CHECK (((browser_hash IS NULL) = (code_hash IS NULL))),
  CONSTRAINT sign_ins_link_hash_key UNIQUE (link_hash),
  CONSTRAINT sign_ins_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT sign_ins_pkey PRIMARY KEY (id)
);

CREATE TABLE signed_with (
  edition_number integer NOT NULL,
  key_id text NOT NULL,
  since timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT signed_with_pkey PRIMARY KEY (edition_number, key_id)
);

CREATE TABLE slots (
  slot timestamp with time zone NOT NULL,
  taken_at timestamp with time zone NOT NULL,
  outcome text NOT NULL,
  reason_code text,
  reason_params jsonb,
  by_calendar boolean NOT NULL DEFAULT false,
  CONSTRAINT slots_pkey PRIMARY KEY (slot)
);

CREATE TABLE subscribers (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  email text,
  email_key text,
  name text,
  organisation text,
  state text NOT NULL,
  all_sections boolean NOT NULL DEFAULT false,
  sections integer[] NOT NULL DEFAULT '{}'::integer[],
  format text NOT NULL DEFAULT 'html'::text,
  paused_until timestamp with time zone,
  state_reason text,
  soft_bounces integer NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  left_at timestamp with time zone,
  confirm_version integer NOT NULL DEFAULT 0,
  link_version integer NOT NULL DEFAULT 0,
  new_email text,
  new_email_version integer NOT NULL DEFAULT 0,
  soft_bounce_edition integer,
  chosen_at timestamp with time zone,
  consent_at timestamp with time zone,
  consent_source text,
  language text,
  CONSTRAINT subscribers_check CHECK (((email IS NULL) = (email_key IS NULL))),
  CONSTRAINT subscribers_check1 CHECK (((state <> 'active'::text) OR (email IS NOT NULL))),
  CONSTRAINT subscribers_check2 CHECK (((state <> 'erased'::text) OR ((email IS NULL) AND (name IS NULL) AND (organisation IS NULL) AND (new_email IS NULL) AND (consent_source IS NULL)))),
  CONSTRAINT subscribers_email_key_key UNIQUE (email_key),
  CONSTRAINT subscribers_format_check CHECK ((format = ANY (ARRAY['html'::text, 'text'::text]))),
  CONSTRAINT subscribers_pkey PRIMARY KEY (id),
  CONSTRAINT subscribers_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'active'::text, 'unsubscribed'::text, 'suppressed'::text, 'erased'::text])))
);

CREATE TABLE suppression_lifts (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  subscriber_id bigint,
  mailbox text NOT NULL,
  at timestamp with time zone NOT NULL,
  was text NOT NULL,
  reason text NOT NULL,
  reactivated boolean NOT NULL,
  CONSTRAINT suppression_lifts_pkey PRIMARY KEY (id),
  CONSTRAINT suppression_lifts_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES subscribers(id)
);

CREATE TABLE suppressions (
  email_hash text NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT suppressions_pkey PRIMARY KEY (email_hash)
);

CREATE TABLE takedowns (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  article text NOT NULL,
  reason text NOT NULL,
  notice text,
  taken_by text NOT NULL,
  taken_at timestamp with time zone NOT NULL,
  put_back_by text,
  put_back_at timestamp with time zone,
  CONSTRAINT takedowns_check CHECK (((put_back_by IS NULL) = (put_back_at IS NULL))),
  CONSTRAINT takedowns_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT takedowns_pkey PRIMARY KEY (id)
);

CREATE TABLE tellings (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  article text NOT NULL,
  about text NOT NULL,
  content jsonb NOT NULL,
  hash text NOT NULL,
  state text NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  approved_by text,
  approved_at timestamp with time zone,
  finished_at timestamp with time zone,
  CONSTRAINT tellings_check CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
  CONSTRAINT tellings_check1 CHECK (((state = ANY (ARRAY['waiting'::text, 'dropped'::text])) OR (approved_at IS NOT NULL))),
  CONSTRAINT tellings_edition_number_fkey FOREIGN KEY (edition_number) REFERENCES editions(number),
  CONSTRAINT tellings_pkey PRIMARY KEY (id),
  CONSTRAINT tellings_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'approved'::text, 'sent'::text, 'dropped'::text])))
);

CREATE TABLE unsettled (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_number integer NOT NULL,
  subscriber_id bigint NOT NULL,
  delivery_id bigint NOT NULL,
  called_at timestamp with time zone,
  look_at timestamp with time zone NOT NULL DEFAULT '-infinity'::timestamp with time zone,
  held text,
  disputed boolean NOT NULL DEFAULT false,
  reason_code text,
  reason_params jsonb,
  CONSTRAINT unsettled_pkey PRIMARY KEY (edition_number, subscriber_id, id)
);

CREATE TABLE working_copies (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  person_id integer NOT NULL,
  article_id integer,
  base integer NOT NULL,
  fields jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT working_copies_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id),
  CONSTRAINT working_copies_person_id_article_id_key UNIQUE NULLS NOT DISTINCT (person_id, article_id),
  CONSTRAINT working_copies_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT working_copies_pkey PRIMARY KEY (id)
);

CREATE INDEX acts_of ON public.acts USING btree (subject_type, subject, id);
CREATE INDEX alarm_tellings_open ON public.alarm_tellings USING btree (way, next_try_at) WHERE (state = ANY (ARRAY['due'::text, 'posted'::text]));
CREATE INDEX approval_links_of ON public.approval_links USING btree (edition_number, id);
CREATE INDEX approval_requests_of ON public.approval_requests USING btree (edition_number, id);
CREATE INDEX approvals_of ON public.approvals USING btree (edition_number, id);
CREATE INDEX article_notes_of ON public.article_notes USING btree (article_id, id);
CREATE INDEX articles_headline ON public.articles USING btree (lower(headline));
CREATE INDEX articles_likeness ON public.articles USING gin (likeness) WITH (fastupdate=off);
CREATE INDEX articles_state ON public.articles USING btree (state);
CREATE INDEX articles_words ON public.articles USING gin (to_tsvector('simple'::regconfig, "left"(body, 200000))) WITH (fastupdate=off);
CREATE INDEX conclusions_edition ON public.conclusions USING btree (edition_number);
CREATE INDEX consents_moved ON public.consents USING btree (subscriber_id) WHERE (event = 'address changed'::text);
CREATE INDEX consents_moves ON public.consents USING btree (at) WHERE (event = ANY (ARRAY['confirmed'::text, 'imported'::text, 'came back'::text, 'left'::text, 'suppressed'::text, 'suppression lifted'::text, 'erased'::text]));
CREATE INDEX consents_subscriber ON public.consents USING btree (subscriber_id);
CREATE INDEX consequences_open ON public.consequences USING btree (next_try_at) WHERE (done_at IS NULL);
CREATE INDEX contributions_of ON public.contributions USING btree (email_key);
CREATE INDEX contributions_stale ON public.contributions USING btree (changed_at);
CREATE INDEX corrections_edition ON public.corrections USING btree (edition_number);
CREATE INDEX deputies_who ON public.deputies USING btree (deputy_id);
CREATE INDEX edition_snapshots_of ON public.edition_snapshots USING btree (edition_number, id);
CREATE INDEX flow_runs_of ON public.flow_runs USING btree (flow, id);
CREATE INDEX images_uncleaned ON public.images USING btree (hash) WHERE (cleaning = 0);
CREATE INDEX link_checks_open ON public.link_checks USING btree (id) WHERE (finished_at IS NULL);
CREATE INDEX notices_address ON public.notices USING btree (lower(to_address));
CREATE INDEX notices_mailbox ON public.notices USING btree (mailbox_of(to_address), created_at);
CREATE INDEX notices_message ON public.notices USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX notices_open ON public.notices USING btree (id) WHERE (state = ANY (ARRAY['queued'::text, 'calling'::text]));
CREATE INDEX notices_reminders ON public.notices USING btree (created_at) WHERE (kind = 'approval-reminder'::text);
CREATE INDEX notices_subscriber ON public.notices USING btree (subscriber_id);
CREATE INDEX notices_to_tell ON public.notices USING btree (telling_id, id) WHERE ((telling_id IS NOT NULL) AND (state = 'queued'::text));
CREATE INDEX notices_unknown ON public.notices USING btree (id) WHERE (state = 'unknown'::text);
CREATE INDEX published_articles_search ON public.published_articles USING gin (search);
CREATE INDEX published_articles_section ON public.published_articles USING btree (section);
CREATE INDEX rate_limits_free ON public.rate_limits USING btree (free_at);
CREATE INDEX reader_import_rows_address ON public.reader_import_rows USING btree (address);
CREATE INDEX reader_import_rows_outcome ON public.reader_import_rows USING btree (import_id, outcome, line);
CREATE INDEX reader_imports_open ON public.reader_imports USING btree (id) WHERE (state = ANY (ARRAY['trying'::text, 'importing'::text]));
CREATE INDEX reopenings_of ON public.reopenings USING btree (edition_number, id);
CREATE INDEX send_backs_of ON public.send_backs USING btree (edition_number, id);
CREATE INDEX ses_events_due ON public.ses_events USING btree (due_at, id) WHERE (applied_at IS NULL);
CREATE INDEX ses_events_received ON public.ses_events USING btree (received_at);
CREATE INDEX ses_events_sent ON public.ses_events USING btree ((((payload -> 'mail'::text) ->> 'messageId'::text))) WHERE (event_type = 'Send'::text);
CREATE INDEX ses_events_to_apply ON public.ses_events USING btree (id) WHERE (applied_at IS NULL);
CREATE INDEX sessions_of ON public.sessions USING btree (person_id);
CREATE INDEX sign_ins_of ON public.sign_ins USING btree (person_id);
CREATE INDEX subscribers_choices ON public.subscribers USING btree (all_sections, sections) WHERE (state = 'active'::text);
CREATE INDEX subscribers_left ON public.subscribers USING btree (left_at) WHERE ((email IS NOT NULL) AND (left_at IS NOT NULL));
CREATE INDEX subscribers_pending ON public.subscribers USING btree (updated_at) WHERE (state = 'pending'::text);
CREATE INDEX subscribers_state ON public.subscribers USING btree (state, id);
CREATE INDEX suppression_lifts_mailbox ON public.suppression_lifts USING btree (mailbox);
CREATE INDEX suppression_lifts_subscriber ON public.suppression_lifts USING btree (subscriber_id);
CREATE INDEX working_copies_of ON public.working_copies USING btree (article_id);
CREATE UNIQUE INDEX alarms_firing ON public.alarms USING btree (key) WHERE (mended_at IS NULL);
CREATE UNIQUE INDEX article_proposals_open ON public.article_proposals USING btree (article_id) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX articles_feed_guid ON public.articles USING btree (feed_id, source_key) WHERE (feed_id IS NOT NULL);
CREATE UNIQUE INDEX articles_folder_file ON public.articles USING btree (edition_number, source_key) WHERE (source = 'folder'::text);
CREATE UNIQUE INDEX attempts_open ON public.attempts USING btree (run_id, action) WHERE (finished_at IS NULL);
CREATE UNIQUE INDEX flow_runs_one_a_slot ON public.flow_runs USING btree (flow, slot) WHERE (slot IS NOT NULL);
CREATE UNIQUE INDEX notices_told_once ON public.notices USING btree (telling_id, subscriber_id) WHERE (telling_id IS NOT NULL);
CREATE UNIQUE INDEX restore_holds_open ON public.restore_holds USING btree ((true)) WHERE (released_at IS NULL);
CREATE UNIQUE INDEX runs_one_an_edition ON public.flow_runs USING btree (edition_number) WHERE (state <> 'cancelled'::text);
CREATE UNIQUE INDEX takedowns_one_at_a_time ON public.takedowns USING btree (edition_number, article) WHERE (put_back_at IS NULL);
CREATE UNIQUE INDEX tellings_once ON public.tellings USING btree (edition_number, article, about) WHERE (state <> 'dropped'::text);

CREATE TRIGGER actions_carry_reason BEFORE UPDATE ON public.actions FOR EACH ROW WHEN (((new.error IS DISTINCT FROM old.error) AND (NOT (new.reason_code IS DISTINCT FROM old.reason_code)) AND (NOT (new.reason_params IS DISTINCT FROM old.reason_params)))) EXECUTE FUNCTION carry_actions_reason();
CREATE TRIGGER actions_carry_reason_in BEFORE INSERT ON public.actions FOR EACH ROW WHEN (((new.error IS NOT NULL) AND (new.reason_code IS NULL))) EXECUTE FUNCTION carry_actions_reason();
CREATE TRIGGER acts_are_append_only BEFORE DELETE OR UPDATE ON public.acts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER approval_requests_are_append_only BEFORE DELETE OR UPDATE ON public.approval_requests FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER approvals_are_append_only BEFORE DELETE OR UPDATE ON public.approvals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER article_versions_are_append_only BEFORE DELETE OR UPDATE ON public.article_versions FOR EACH ROW EXECUTE FUNCTION refuse_version_change();
CREATE TRIGGER articles_begin_versions AFTER INSERT ON public.articles FOR EACH ROW EXECUTE FUNCTION keep_version();
CREATE TRIGGER articles_keep_versions AFTER UPDATE ON public.articles FOR EACH ROW WHEN ((version_of(old.*) IS DISTINCT FROM version_of(new.*))) EXECUTE FUNCTION keep_version();
CREATE TRIGGER consents_are_append_only BEFORE DELETE OR UPDATE ON public.consents FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consequences_carry_reason BEFORE UPDATE ON public.consequences FOR EACH ROW WHEN (((new.error IS DISTINCT FROM old.error) AND (NOT (new.reason_code IS DISTINCT FROM old.reason_code)) AND (NOT (new.reason_params IS DISTINCT FROM old.reason_params)))) EXECUTE FUNCTION carry_consequences_reason();
CREATE TRIGGER corrections_are_append_only BEFORE DELETE OR UPDATE ON public.corrections FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER deliveries_carry_reason BEFORE UPDATE ON public.deliveries FOR EACH ROW WHEN (((new.reason IS DISTINCT FROM old.reason) AND (NOT (new.reason_code IS DISTINCT FROM old.reason_code)) AND (NOT (new.reason_params IS DISTINCT FROM old.reason_params)))) EXECUTE FUNCTION carry_deliveries_reason();
CREATE TRIGGER deliveries_carry_reason_in BEFORE INSERT ON public.deliveries FOR EACH ROW WHEN (((new.reason IS NOT NULL) AND (new.reason_code IS NULL))) EXECUTE FUNCTION carry_deliveries_reason();
CREATE TRIGGER deliveries_unsettled AFTER UPDATE ON public.deliveries FOR EACH ROW WHEN (((new.state = ANY (ARRAY['unknown'::text, 'planned'::text])) AND (old.state <> new.state) AND ((new.state = 'unknown'::text) OR (old.state <> ALL (ARRAY['calling'::text, 'skipped'::text, 'unknown'::text]))))) EXECUTE FUNCTION note_unsettled();
CREATE TRIGGER feeds_remarks_follow BEFORE UPDATE ON public.feeds FOR EACH ROW WHEN (((new.message IS DISTINCT FROM old.message) AND (NOT (new.remarks IS DISTINCT FROM old.remarks)))) EXECUTE FUNCTION forget_feed_remarks();
CREATE TRIGGER hindrances_carry_reason BEFORE UPDATE ON public.hindrances FOR EACH ROW WHEN (((new.reason IS DISTINCT FROM old.reason) AND (NOT (new.reason_code IS DISTINCT FROM old.reason_code)) AND (NOT (new.reason_params IS DISTINCT FROM old.reason_params)))) EXECUTE FUNCTION carry_hindrances_reason();
CREATE TRIGGER hindrances_carry_reason_in BEFORE INSERT ON public.hindrances FOR EACH ROW WHEN (((new.reason IS NOT NULL) AND (new.reason_code IS NULL))) EXECUTE FUNCTION carry_hindrances_reason();
CREATE TRIGGER journal_reader AFTER UPDATE OF state ON public.subscribers FOR EACH ROW WHEN (((old.state <> new.state) AND (new.state = ANY (ARRAY['active'::text, 'unsubscribed'::text])) AND (new.email IS NOT NULL))) EXECUTE FUNCTION journal_reader();
CREATE TRIGGER journal_slot AFTER INSERT ON public.slots FOR EACH ROW EXECUTE FUNCTION journal_slot();
CREATE TRIGGER journal_suppression AFTER INSERT OR DELETE OR UPDATE ON public.suppressions FOR EACH ROW EXECUTE FUNCTION journal_suppression();
CREATE TRIGGER notices_carry_reason BEFORE UPDATE ON public.notices FOR EACH ROW WHEN (((new.reason IS DISTINCT FROM old.reason) AND (NOT (new.reason_code IS DISTINCT FROM old.reason_code)) AND (NOT (new.reason_params IS DISTINCT FROM old.reason_params)))) EXECUTE FUNCTION carry_notices_reason();
CREATE TRIGGER notices_carry_reason_in BEFORE INSERT ON public.notices FOR EACH ROW WHEN (((new.reason IS NOT NULL) AND (new.reason_code IS NULL))) EXECUTE FUNCTION carry_notices_reason();
CREATE TRIGGER notices_forget_links BEFORE INSERT OR UPDATE OF state ON public.notices FOR EACH ROW WHEN ((new.state = ANY (ARRAY['accepted'::text, 'rejected'::text]))) EXECUTE FUNCTION forget_links();
CREATE TRIGGER plans_folded BEFORE UPDATE ON public.plans FOR EACH ROW WHEN (((old.folded_before IS NOT NULL) AND ((old.stale AND (NOT new.stale)) OR (new.planned <> old.planned)))) EXECUTE FUNCTION refuse_planning_folded();
CREATE TRIGGER plans_planned BEFORE UPDATE OF planned ON public.plans FOR EACH ROW EXECUTE FUNCTION look_from_the_first();
CREATE TRIGGER reopenings_are_append_only BEFORE DELETE OR UPDATE ON public.reopenings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER runs_carry_begun_sending AFTER UPDATE OF sender, key_id ON public.flow_runs FOR EACH ROW WHEN (((new.sender IS NOT NULL) AND (new.key_id IS NOT NULL) AND ((old.sender IS DISTINCT FROM new.sender) OR (old.key_id IS DISTINCT FROM new.key_id)))) EXECUTE FUNCTION carry_begun_sending();
CREATE TRIGGER runs_carry_reason BEFORE UPDATE ON public.flow_runs FOR EACH ROW WHEN (((new.reason IS DISTINCT FROM old.reason) AND (NOT (new.reason_code IS DISTINCT FROM old.reason_code)) AND (NOT (new.reason_params IS DISTINCT FROM old.reason_params)))) EXECUTE FUNCTION carry_runs_reason();
CREATE TRIGGER runs_carry_reason_in BEFORE INSERT ON public.flow_runs FOR EACH ROW WHEN (((new.reason IS NOT NULL) AND (new.reason_code IS NULL))) EXECUTE FUNCTION carry_runs_reason();
CREATE TRIGGER runs_move_by_the_table BEFORE UPDATE OF state ON public.flow_runs FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION refuse_run_move();
CREATE TRIGGER runs_schedule_edition AFTER INSERT ON public.flow_runs FOR EACH ROW EXECUTE FUNCTION schedule_edition_of_run();
CREATE TRIGGER second_looks_are_append_only BEFORE DELETE OR UPDATE ON public.second_looks FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER section_moves BEFORE DELETE OR UPDATE ON public.sections FOR EACH ROW EXECUTE FUNCTION guard_section();
CREATE TRIGGER send_backs_are_append_only BEFORE DELETE OR UPDATE ON public.send_backs FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER slot_heeds_calendar BEFORE INSERT ON public.slots FOR EACH ROW WHEN ((NOT new.by_calendar)) EXECUTE FUNCTION slot_heeds_calendar();
CREATE TRIGGER slots_carry_reason BEFORE UPDATE ON public.slots FOR EACH ROW WHEN (((new.outcome IS DISTINCT FROM old.outcome) AND (NOT (new.reason_code IS DISTINCT FROM old.reason_code)) AND (NOT (new.reason_params IS DISTINCT FROM old.reason_params)))) EXECUTE FUNCTION carry_slots_reason();
CREATE TRIGGER slots_carry_reason_in BEFORE INSERT ON public.slots FOR EACH ROW WHEN (((new.outcome IS NOT NULL) AND (new.reason_code IS NULL))) EXECUTE FUNCTION carry_slots_reason();
CREATE TRIGGER snapshots_are_frozen BEFORE DELETE OR UPDATE ON public.edition_snapshots FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER takedowns_are_a_record BEFORE DELETE OR UPDATE ON public.takedowns FOR EACH ROW EXECUTE FUNCTION keep_takedown();
CREATE TRIGGER unsettled_carry_reason BEFORE UPDATE ON public.unsettled FOR EACH ROW WHEN (((new.held IS DISTINCT FROM old.held) AND (NOT (new.reason_code IS DISTINCT FROM old.reason_code)) AND (NOT (new.reason_params IS DISTINCT FROM old.reason_params)))) EXECUTE FUNCTION carry_unsettled_reason();
CREATE TRIGGER unsettled_carry_reason_in BEFORE INSERT ON public.unsettled FOR EACH ROW WHEN (((new.held IS NOT NULL) AND (new.reason_code IS NULL))) EXECUTE FUNCTION carry_unsettled_reason();

CREATE OR REPLACE FUNCTION public.carry_actions_reason()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  SELECT r.code, r.params INTO NEW.reason_code, NEW.reason_params FROM reason_from_words(NEW.error) r;
  
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.carry_begun_sending()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO begun_sendings (run_id, sender, key_id) VALUES (NEW.id, NEW.sender, NEW.key_id)
  ON CONFLICT (run_id) DO UPDATE SET sender = excluded.sender, key_id = excluded.key_id;
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.carry_consequences_reason()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  SELECT r.code, r.params INTO NEW.reason_code, NEW.reason_params FROM reason_from_words(NEW.error) r;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.carry_deliveries_reason()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  SELECT r.code, r.params INTO NEW.reason_code, NEW.reason_params FROM reason_from_words(NEW.reason) r;
  IF NEW.state = 'complained' AND NEW.reason IS NOT NULL THEN NEW.reason_code := 'complaint'; NEW.reason_params := jsonb_build_object('kind', NEW.reason); END IF;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.carry_hindrances_reason()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  SELECT r.code, r.params INTO NEW.reason_code, NEW.reason_params FROM reason_from_words(NEW.reason) r;
  
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.carry_notices_reason()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  SELECT r.code, r.params INTO NEW.reason_code, NEW.reason_params FROM reason_from_words(NEW.reason) r;
  IF NEW.reported = 'complained' AND NEW.reason IS NOT NULL THEN NEW.reason_code := 'complaint'; NEW.reason_params := jsonb_build_object('kind', NEW.reason); END IF;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.carry_runs_reason()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  SELECT r.code, r.params INTO NEW.reason_code, NEW.reason_params FROM reason_from_words(NEW.reason) r;
  
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.carry_slots_reason()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  SELECT r.code, r.params INTO NEW.reason_code, NEW.reason_params FROM reason_from_words(NEW.outcome) r;
  
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.carry_unsettled_reason()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  SELECT r.code, r.params INTO NEW.reason_code, NEW.reason_params FROM reason_from_words(NEW.held) r;
  
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.forget_feed_remarks()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.remarks := NULL;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.forget_links()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.params := NEW.params - '{token,preferencesToken,unsubscribeToken}'::text[];
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.guard_section()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'section % cannot be removed', OLD.slug;
  ELSIF NEW.id <> OLD.id OR NEW.slug <> OLD.slug THEN
    RAISE EXCEPTION 'id and slug of section % are for ever', OLD.slug;
  ELSIF OLD.retired_at IS NOT NULL
    AND (NEW.retired_at, NEW.merged_into, NEW.label) IS DISTINCT FROM (OLD.retired_at, OLD.merged_into, OLD.label) THEN
    RAISE EXCEPTION 'section % has ended', OLD.slug;
  ELSIF NEW.merged_into IS DISTINCT FROM OLD.merged_into AND (NEW.retired_at IS NULL OR NEW.merged_into = NEW.id
    OR (SELECT retired_at FROM sections WHERE id = NEW.merged_into) IS NOT NULL) THEN
    RAISE EXCEPTION 'section % cannot be merged into that', OLD.slug;
  END IF;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.journal_reader()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO journal_entries (kind, subscriber_id) VALUES (CASE NEW.state WHEN 'active' THEN 'back' ELSE 'left' END, NEW.id);
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.journal_slot()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO journal_entries (kind, detail) VALUES ('slot', jsonb_build_object('slot', NEW.slot));
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.journal_suppression()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO journal_entries (kind, mailbox) VALUES ('lifted', OLD.email_hash);
  ELSE
    INSERT INTO journal_entries (kind, mailbox, detail) VALUES ('suppressed', NEW.email_hash, jsonb_build_object('why', NEW.reason));
  END IF;
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.keep_takedown()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.put_back_at IS NULL AND NEW.put_back_at IS NOT NULL
    AND (NEW.edition_number, NEW.article, NEW.reason, NEW.taken_by, NEW.taken_at)
      = (OLD.edition_number, OLD.article, OLD.reason, OLD.taken_by, OLD.taken_at)
    AND NEW.notice IS NOT DISTINCT FROM OLD.notice THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was taken down, when and why is on record and never changed';
END $function$
;

CREATE OR REPLACE FUNCTION public.keep_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE told jsonb := nullif(current_setting('quarterly.version', true), '')::jsonb;
BEGIN
  INSERT INTO article_versions (article_id, number, content, actor, at, how, words, restored)
  VALUES (NEW.id, 1 + coalesce((SELECT max(number) FROM article_versions WHERE article_id = NEW.id), 0), version_of(NEW),
    told->'by', NEW.updated_at, coalesce(told->>'how', NEW.source), told->>'words', (told->>'restored')::integer);
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.likeness_of(words text)
 RETURNS integer[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  SELECT coalesce(array_agg(mark ORDER BY mark), '{}') FROM (
    SELECT DISTINCT hashtext(word || ' ' || second || ' ' || third) AS mark FROM (
      SELECT word, lead(word, 1) OVER (ORDER BY at) AS second, lead(word, 2) OVER (ORDER BY at) AS third
      FROM regexp_split_to_table(lower(left(words, 20000)), '\W+') WITH ORDINALITY AS split (word, at) WHERE word <> ''
    ) threes WHERE third IS NOT NULL ORDER BY mark LIMIT 32
  ) lowest
$function$
;

CREATE OR REPLACE FUNCTION public.look_from_the_first()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.open_from := 0;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.mailbox_of(address text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  SELECT CASE
    WHEN domain ~ '[^.]\.(fastmail\.(co\.uk|com\.au|[a-z]+)|fmail\.co\.uk|sent\.(as|at|com)|eml\.cc|mm\.st|ml1\.net|123mail\.org|airpost\.net|mailbolt\.com|warpmail\.net|xsmail\.com|speedymail\.org|myfastmail\.com|fastem\.com)$'
      THEN regexp_replace(domain, '^(.*\.)?([^.]+)\.(fastmail\.(co\.uk|com\.au|[a-z]+)|fmail\.co\.uk|sent\.(as|at|com)|eml\.cc|mm\.st|ml1\.net|123mail\.org|airpost\.net|mailbolt\.com|warpmail\.net|xsmail\.com|speedymail\.org|myfastmail\.com|fastem\.com)$', '\2@\3')
    WHEN domain IN ('gmail.com', 'googlemail.com') THEN replace(name, '.', '') || '@gmail.com'
    WHEN domain IN ('proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me') THEN translate(name, '._-', '') || '@proton.me'
    WHEN domain IN ('icloud.com', 'me.com', 'mac.com') THEN name || '@icloud.com'
    WHEN domain ~ '^(yandex\.[a-z.]+|ya\.ru)$' THEN translate(name, '.', '-') || '@yandex.com'
    WHEN domain ~ '^(yahoo\.[a-z.]+|(ymail|rocketmail|myyahoo)\.com)$'
      THEN coalesce(nullif(substring(local from '^[^+-]*'), ''), local) || '@' || domain
    ELSE name || '@' || domain END
  FROM (
    SELECT local, coalesce(nullif(split_part(local, '+', 1), ''), local) AS name, domain
    FROM (SELECT regexp_replace(lower(address), '@[^@]*$', '') AS local, substring(lower(address) from '[^@]*$') AS domain) cut
  ) untagged
$function$
;

CREATE OR REPLACE FUNCTION public.note_unsettled()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO unsettled (edition_number, subscriber_id, delivery_id, called_at)
  VALUES (NEW.edition_number, NEW.subscriber_id, NEW.id, CASE WHEN OLD.state = 'calling' THEN OLD.updated_at END);
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.promise_journal(journal text, known bigint, written bigint, upto bigint)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF journal IS NULL THEN RETURN true; END IF;
  UPDATE journals SET confirmed = written, promised = upto WHERE id = journal AND promised >= known AND state = 'open';
  RETURN FOUND;
END $function$
;

CREATE OR REPLACE FUNCTION public.reason_from_words(words text, OUT code text, OUT params jsonb)
 RETURNS record
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
DECLARE m text[]; commands text[];
BEGIN
  IF words IS NULL THEN RETURN; END IF;
  code := CASE words WHEN 'paused by a person' THEN 'paused'
    WHEN 'cancelled by a person' THEN 'cancelled'
    WHEN 'Sending is off: set SENDING=simulator or SENDING=live, then resume the run.' THEN 'sending-off'
    WHEN 'taken' THEN 'slot-taken'
    WHEN 'overdue: no edition was planned' THEN 'slot-overdue'
    WHEN 'nothing in your sections' THEN 'nothing-chosen'
    WHEN 'not on the allow-list' THEN 'not-allowed'
    WHEN 'paused by the reader' THEN 'reader-paused'
    WHEN 'not an address that Amazon SES can take' THEN 'bad-address'
    WHEN 'the run was cancelled' THEN 'run-cancelled'
    WHEN 'given back before the call' THEN 'given-back'
    WHEN 'the worker stopped during the call' THEN 'worker-stopped'
    WHEN 'closed by a person: nobody knows whether SES took it' THEN 'closed'
    WHEN 'Amazon SES could not render it' THEN 'not-rendered'
    WHEN '(address removed)' THEN 'address-removed'
    WHEN 'the reader no longer gets the bulletin' THEN 'no-longer-reader'
    WHEN 'it has no address any more' THEN 'no-address'
    WHEN 'too late to be of use' THEN 'too-late'
    WHEN 'it could not be made' THEN 'not-made'
    WHEN 'it is not known when it was called' THEN 'call-time-unknown'
    WHEN 'an event without tags was about its mailbox' THEN 'mailbox-disputed'
    WHEN 'Send events of mails near it are missing' THEN 'send-events-missing'
    WHEN 'too few Send events are of mails of the worker that called it' THEN 'few-of-worker'
    WHEN 'no mail with a Send event was called within a minute before and after it' THEN 'none-near'
    WHEN 'events wait to be applied' THEN 'events-wait' END;
  IF code IS NOT NULL THEN RETURN; END IF;
  
  m := regexp_match(words, '^hard bounce(?:: (.*))?$');
  IF m IS NOT NULL THEN code := 'hard-bounce'; params := jsonb_strip_nulls(jsonb_build_object('kind', coalesce(m[1], 'unspecified'))); RETURN; END IF;
  m := regexp_match(words, '^soft bounce: (.*)$');
  IF m IS NOT NULL THEN code := 'soft-bounce'; params := jsonb_strip_nulls(jsonb_build_object('kind', coalesce(m[1], 'unspecified'))); RETURN; END IF;
  m := regexp_match(words, '^refused by Amazon SES: (.*)$');
  IF m IS NOT NULL THEN code := 'refused'; params := jsonb_strip_nulls(jsonb_build_object('said', coalesce(m[1], 'unspecified'))); RETURN; END IF;
  m := regexp_match(words, '^no longer active: (\w+)$');
  IF m IS NOT NULL THEN code := 'not-active'; params := jsonb_strip_nulls(jsonb_build_object('state', coalesce(m[1], 'unspecified'))); RETURN; END IF;
  m := regexp_match(words, '^edition (\d+) was cancelled$');
  IF m IS NOT NULL THEN code := 'edition-cancelled'; params := jsonb_strip_nulls(jsonb_build_object('edition', m[1]::bigint)); RETURN; END IF;
  m := regexp_match(words, '^edition (\d+) had a run already$');
  IF m IS NOT NULL THEN code := 'slot-had-run'; params := jsonb_strip_nulls(jsonb_build_object('edition', m[1]::bigint)); RETURN; END IF;
  m := regexp_match(words, '^started run (\d+) for edition (\d+)$');
  IF m IS NOT NULL THEN code := 'slot-started'; params := jsonb_strip_nulls(jsonb_build_object('run', m[1]::bigint, 'edition', m[2]::bigint)); RETURN; END IF;
  m := regexp_match(words, '^Edition (\d+) waits for approval: ');
  IF m IS NOT NULL THEN code := 'waits-for-approval'; params := jsonb_strip_nulls(jsonb_build_object('edition', m[1]::bigint)); RETURN; END IF;
  m := regexp_match(words, '^Edition (\d+) does not pass the checks: (.*)$');
  IF m IS NOT NULL THEN code := 'checks-failed'; params := jsonb_strip_nulls(jsonb_build_object('edition', m[1]::bigint, 'problem', coalesce(m[2], 'unspecified'))); RETURN; END IF;
  m := regexp_match(words, '^Edition (\d+) has no snapshot');
  IF m IS NOT NULL THEN code := 'no-snapshot'; params := jsonb_strip_nulls(jsonb_build_object('edition', m[1]::bigint)); RETURN; END IF;
  m := regexp_match(words, '^The deliveries of edition (\d+) do not add up');
  IF m IS NOT NULL THEN code := 'totals-differ'; params := jsonb_strip_nulls(jsonb_build_object('edition', m[1]::bigint)); RETURN; END IF;
  m := regexp_match(words, '^The first (\d+) have it; the other (\d+) follow at (\S+ \S+) UTC');
  IF m IS NOT NULL THEN code := 'rest-waits'; params := jsonb_strip_nulls(jsonb_build_object('sent', m[1]::bigint, 'open', m[2]::bigint, 'at', replace(m[3], ' ', 'T') || CASE length(m[3]) WHEN 16 THEN ':00Z' ELSE 'Z' END)); RETURN; END IF;
  m := regexp_match(words, '^Waiting for Amazon SES: (.*), since (\S+ \S+) UTC, tried (\d+) times(?:, next try at (\S+ \S+) UTC)?\. It goes on');
  IF m IS NOT NULL THEN code := 'ses-away'; params := jsonb_strip_nulls(jsonb_build_object('said', coalesce(m[1], 'unspecified'), 'since', replace(m[2], ' ', 'T') || CASE length(m[2]) WHEN 16 THEN ':00Z' ELSE 'Z' END, 'tries', m[3]::bigint, 'nextTryAt', replace(m[4], ' ', 'T') || CASE length(m[4]) WHEN 16 THEN ':00Z' ELSE 'Z' END)); RETURN; END IF;
  m := regexp_match(words, '^The daily quota of Amazon SES is used up; sending goes on by itself at (\S+ \S+) UTC');
  IF m IS NOT NULL THEN code := 'daily-quota'; params := jsonb_strip_nulls(jsonb_build_object('until', replace(m[1], ' ', 'T') || CASE length(m[1]) WHEN 16 THEN ':00Z' ELSE 'Z' END)); RETURN; END IF;
  m := regexp_match(words, '^A mail of edition (\d+) could not be made: (.*)$');
  IF m IS NOT NULL THEN code := 'mail-not-made'; params := jsonb_strip_nulls(jsonb_build_object('edition', m[1]::bigint, 'error', (SELECT jsonb_build_object('code', r.code, 'params', coalesce(r.params, '{}')) FROM reason_from_words(m[2]) r))); RETURN; END IF;
  m := regexp_match(words, '^Edition (\d+) cannot be sent at present: (.*); it is tried again by itself\.$');
  IF m IS NOT NULL THEN code := 'sending-failed'; params := jsonb_strip_nulls(jsonb_build_object('edition', m[1]::bigint, 'error', (SELECT jsonb_build_object('code', r.code, 'params', coalesce(r.params, '{}')) FROM reason_from_words(m[2]) r), 'again', true)); RETURN; END IF;
  m := regexp_match(words, '^Edition (\d+) cannot be sent at present: (.*)$');
  IF m IS NOT NULL THEN code := 'sending-failed'; params := jsonb_strip_nulls(jsonb_build_object('edition', m[1]::bigint, 'error', (SELECT jsonb_build_object('code', r.code, 'params', coalesce(r.params, '{}')) FROM reason_from_words(m[2]) r), 'again', false)); RETURN; END IF;
  m := regexp_match(words, '^Mails of edition (\d+) have gone under another sender: ');
  IF m IS NOT NULL THEN code := 'other-sender'; params := jsonb_strip_nulls(jsonb_build_object('edition', m[1]::bigint)); RETURN; END IF;
  m := regexp_match(words, '^The links in mails of edition (\d+) that are out were signed with the key ([^ ,]+), which is not set');
  IF m IS NOT NULL THEN code := 'other-key'; params := jsonb_strip_nulls(jsonb_build_object('edition', m[1]::bigint, 'key', coalesce(m[2], 'unspecified'))); RETURN; END IF;
  m := regexp_match(words, '^(\d+) of (\d+) mails bounced \(.* %, limit (.*) %\)');
  IF m IS NOT NULL THEN code := 'too-many-bounces'; params := jsonb_strip_nulls(jsonb_build_object('count', m[1]::bigint, 'sent', m[2]::bigint, 'limit', m[3]::numeric / 100)); RETURN; END IF;
  m := regexp_match(words, '^(\d+) of (\d+) mails were complained about \(.* %, limit (.*) %\)');
  IF m IS NOT NULL THEN code := 'too-many-complaints'; params := jsonb_strip_nulls(jsonb_build_object('count', m[1]::bigint, 'sent', m[2]::bigint, 'limit', m[3]::numeric / 100)); RETURN; END IF;
  m := regexp_match(words, '^Amazon SES refuses every mail, last with (.*)$');
  IF m IS NOT NULL THEN code := 'ses-refuses-all'; params := jsonb_strip_nulls(jsonb_build_object('said', coalesce(m[1], 'unspecified'))); RETURN; END IF;
  m := regexp_match(words, '^Amazon SES does not answer: (.*)$');
  IF m IS NOT NULL THEN code := 'ses-silent'; params := jsonb_strip_nulls(jsonb_build_object('said', coalesce(m[1], 'unspecified'))); RETURN; END IF;
  m := regexp_match(words, '^Amazon SES does not say the account''s sending quota \((.*)\): mails go');
  IF m IS NOT NULL THEN code := 'quota-denied'; params := jsonb_strip_nulls(jsonb_build_object('said', coalesce(m[1], 'unspecified'))); RETURN; END IF;
  m := regexp_match(words, '^Waiting for Redis: (.*)\. What is in hand goes on');
  IF m IS NOT NULL THEN code := 'queue-away'; params := jsonb_strip_nulls(jsonb_build_object('said', coalesce(m[1], 'unspecified'))); RETURN; END IF;
  m := regexp_match(words, '^(\w+) failed (?:once|(\d+) times) since (\S+ \S+) UTC and is tried again by itself: (.*)$');
  IF m IS NOT NULL THEN code := 'action-retried'; params := jsonb_strip_nulls(jsonb_build_object('action', coalesce(m[1], 'unspecified'), 'tries', coalesce(m[2]::bigint, 1), 'since', replace(m[3], ' ', 'T') || CASE length(m[3]) WHEN 16 THEN ':00Z' ELSE 'Z' END, 'error', (SELECT jsonb_build_object('code', r.code, 'params', coalesce(r.params, '{}')) FROM reason_from_words(m[4]) r))); RETURN; END IF;
  m := regexp_match(words, '^(collect|assemble|check|approve|render|send|publish|report): (.*)$');
  IF m IS NOT NULL THEN code := 'action-failed'; params := jsonb_strip_nulls(jsonb_build_object('action', coalesce(m[1], 'unspecified'), 'error', (SELECT jsonb_build_object('code', r.code, 'params', coalesce(r.params, '{}')) FROM reason_from_words(m[2]) r))); RETURN; END IF;
  m := regexp_match(words, '^its event is waited for, (\d+) minutes');
  IF m IS NOT NULL THEN code := 'event-awaited'; params := jsonb_strip_nulls(jsonb_build_object('minutes', m[1]::bigint)); RETURN; END IF;
  m := regexp_match(words, '^fewer than (\d+) mails were accepted near');
  IF m IS NOT NULL THEN code := 'few-neighbours'; params := jsonb_strip_nulls(jsonb_build_object('least', m[1]::bigint)); RETURN; END IF;
  m := regexp_match(words, '^fewer than (\d+) mails were accepted (before|after) it$');
  IF m IS NOT NULL THEN code := 'few-aside'; params := jsonb_strip_nulls(jsonb_build_object('least', m[1]::bigint, 'side', coalesce(m[2], 'unspecified'))); RETURN; END IF;
  m := regexp_match(words, '^Nobody can say whether Amazon SES took (\d+) mails? of edition (\d+); an event may still tell\.(?: By evidence (\d+) of them hold: (.*)\. (?:To decide|Decide))?');
  IF m IS NOT NULL THEN
    code := 'unknown-mails';
    params := jsonb_build_object('edition', m[2]::int, 'unknown', m[1]::bigint);
    IF m[3] IS NOT NULL THEN
      params := params || jsonb_build_object('held', jsonb_build_object('count', m[3]::bigint, 'why', (SELECT jsonb_build_object('code', r.code, 'params', coalesce(r.params, '{}')) FROM reason_from_words(m[4]) r)));
    END IF;
    RETURN;
  END IF;
  code := 'said';
  commands := ARRAY(SELECT one[1] FROM regexp_matches(words, '`quarterly ([^`]*)`', 'g') one);
  FOR n IN 1 .. cardinality(commands) LOOP
    words := regexp_replace(words, '`quarterly [^`]*`', '{' || (n - 1) || '}');
  END LOOP;
  params := jsonb_build_object('said', words) ||
    CASE WHEN cardinality(commands) = 0 THEN '{}' ELSE jsonb_build_object('commands', commands) END;
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_planning_folded()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'Mails of edition % are no longer recorded one by one, so it is not planned again.', OLD.edition_number;
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_run_move()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (OLD.state, NEW.state) NOT IN (
    ('running','waiting'), ('running','succeeded'), ('running','failed'), ('running','held'), ('running','paused'), ('running','cancelled'),
    ('waiting','running'), ('waiting','succeeded'), ('waiting','failed'), ('waiting','held'), ('waiting','paused'), ('waiting','cancelled'),
    ('succeeded','held'), ('succeeded','paused'),
    ('paused','running'), ('paused','cancelled'),
    ('held','running'), ('held','cancelled'),
    ('failed','running'), ('failed','cancelled')
  ) THEN
    RAISE EXCEPTION 'a run that is % cannot become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_version_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('quarterly.forgetting', true) = 'stories' AND EXISTS (
    SELECT FROM articles WHERE id = OLD.article_id AND source = 'form'
      AND state IN ('draft','submitted','declined','withdrawn')
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $function$
;

CREATE OR REPLACE FUNCTION public.schedule_edition_of_run()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE editions SET send_at = coalesce(NEW.slot, NEW.started_at) WHERE number = NEW.edition_number AND send_at IS NULL;
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.searched_words(written text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN lower(regexp_replace(written, '[<> -©«-±´¶-¸»¿ -​‐-⁯←-⯿　-〿-]'::text, ' '::text, 'g'::text))
;

CREATE OR REPLACE FUNCTION public.slot_heeds_calendar()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM calendar_entries WHERE slot = NEW.slot AND (skipped OR send_at <> slot)) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.version_of(a articles)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  SELECT version_without_translations(a) || jsonb_strip_nulls(jsonb_build_object('translations', a.translations))
$function$
;

CREATE OR REPLACE FUNCTION public.version_without_translations(a articles)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  SELECT jsonb_strip_nulls(jsonb_build_object('sectionId', a.section_id, 'headline', a.headline, 'summary', a.summary,
    'body', a.body, 'organisation', a.organisation, 'publishedOn', a.published_on, 'language', a.language,
    'contact', a.contact, 'image', a.image, 'pictures', a.pictures, 'links', a.links))
$function$
;

CREATE OR REPLACE FUNCTION public.words_without_commands(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT regexp_replace(words, '`quarterly ([^`]*)`', '“\1” at the command line', 'g') $function$
;
