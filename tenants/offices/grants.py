"""What each database role may do, as data. Whoever adds a table adds its line here; a guard test sees to it.

Three kinds of roles (names carry the database, see `offices.roles`):

- `public`: the kabupaten host, the base host, and the parts of signing in that an office must not see;
- `office`: what every office role may do in the public schema (a group role that office roles inherit);
- one per office: what it may do in its own schema. It has nothing in any other.

Letters: S select, I insert, U update, D delete. `U(a, b)` allows these columns only: save with
`update_fields`. `SELECT … FOR UPDATE` needs U on at least one column. `own` names the column that ties a
public row to an office: an office role then writes its own office's rows only, and with `read_own` reads only
those. `read_by` is for rows that several offices share: SQL that gives the keys of the rows an office may
read, run with the office's own rights; it writes none. `read_if` is a condition on the row itself, in which
`me` is the office's own row (columns that both have bear the table's name); without `own` it writes none.

Restart nothing after a change: `manage.py migrate_all` applies it.
"""

import re
from dataclasses import dataclass

LETTERS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}
_RIGHT = re.compile(r"(?P<letter>[SIUD])(?:\((?P<columns>[a-z0-9_, ]+)\))?")


@dataclass(frozen=True)
class PublicTable:
    """Rights on a table of the public schema."""

    name: str
    public: str
    office: str
    why: str
    own: str = ""
    read_own: bool = False
    read_by: str = ""
    read_if: str = ""


@dataclass(frozen=True)
class OfficeTable:
    """Rights of an office's role on a table of its own schema."""

    name: str
    office: str
    why: str


def rights(text: str) -> frozenset[tuple[str, str]]:
    """`"S I U(a, b)"` as {("SELECT", ""), ("INSERT", ""), ("UPDATE", "a"), ("UPDATE", "b")}.

    Raises `ValueError` for anything else.
    """
    rest = _RIGHT.sub("", text).strip()
    if rest:
        raise ValueError(f"not rights: {text!r}")
    found: set[tuple[str, str]] = set()
    for match in _RIGHT.finditer(text):
        columns = [name.strip() for name in (match["columns"] or "").split(",")]
        found |= {(LETTERS[match["letter"]], column) for column in columns}
    return frozenset(found)


PUBLIC_TABLES: tuple[PublicTable, ...] = (
    PublicTable("offices_area", "S I U", "S", "public facts"),
    PublicTable(
        "offices_office",
        "S I U",
        "S U(letterhead, emblem, paper_size, postal_code, unit_code, unit_code_is_example)",
        "an office keeps its letterhead; name, slug and state are the kabupaten's",
        own="id",
    ),
    PublicTable("offices_domain", "S I U", "S", "host names are the kabupaten's"),
    PublicTable("offices_officekey", "S", "", "made at provisioning; read in the public scope only"),
    PublicTable("offices_section", "S I U D", "S I U D", "the office's own business", own="office_id"),
    PublicTable("offices_contact", "S I U D", "S I U D", "the office's own business", own="office_id"),
    PublicTable("offices_openinghours", "S I U D", "S I U D", "the office's own business", own="office_id"),
    PublicTable("offices_specialhours", "S I U D", "S I U D", "the office's own business", own="office_id"),
    PublicTable(
        "offices_closure", "S I U D", "S I U D", "own closures; kabupaten-wide ones are read", own="office_id"
    ),
    PublicTable("offices_holidayoverride", "S I U D", "S", "holidays are the kabupaten's"),
    PublicTable(
        "accounts_user",
        "S I U",
        "S",
        "an office sees who works or worked in it; no secrets are in this table",
        read_by="SELECT a.user_id FROM public.accounts_assignment a",
    ),
    PublicTable(
        "offices_dirtymark",
        "S I D",
        "I",
        "an office says what changed; the fold reads and removes it",
        own="office_id",
    ),
    PublicTable("offices_job", "S I U", "", "long work on offices: the kabupaten watches it"),
    PublicTable("offices_jobitem", "S I U", "", "written by what works on the offices; read on the console"),
    PublicTable("offices_templatetext", "", "", "schemas of releases; the owner's alone"),
    PublicTable("accounts_credential", "S I U", "", "passwords: public scope only"),
    PublicTable("accounts_secondfactor", "S I U D", "", "second factors: public scope only"),
    PublicTable(
        "accounts_assignment",
        "S I U",
        "S",
        "an office sees who works in it; assigning is done in the public scope",
        own="office_id",
        read_own=True,
    ),
    PublicTable("accounts_apitoken", "S I U", "", "tokens: public scope only"),
    PublicTable("accounts_loginthrottle", "S I U D", "", "public scope only"),
    PublicTable("accounts_invitation", "S I U D", "", "public scope only"),
    PublicTable("accounts_switchticket", "S I U D", "", "public scope only"),
    PublicTable("accounts_supportaccess", "S I U", "", "guests of the kabupaten: public scope only"),
    PublicTable("audit_kabupatenentry", "S I", "", "append-only; nobody changes or removes a line"),
    PublicTable("audit_kabupatenhead", "S I U", "", "the sealed end of that trail; no seal without the key"),
    PublicTable("audit_kabupatenkey", "S", "", "made by its migration; read in the public scope only"),
    PublicTable("regulations_instrument", "S I U", "S", "the law register is the kabupaten's"),
    PublicTable("regulations_amendment", "S I D", "S", "which rule amends which: the kabupaten's register"),
    PublicTable("regulations_delegation", "S I U", "S", "authority is given by the kabupaten"),
    PublicTable("regulations_retentionrule", "S I U", "S", "retention is the kabupaten's rule"),
    PublicTable("servicetypes_servicetype", "S I U", "S", "the master catalogue is the kabupaten's"),
    PublicTable(
        "servicetypes_publishedstandard",
        "S",
        "S I U D",
        "projection written with the publication",
        own="office_id",
    ),
    PublicTable(
        "linting_acceptedfinding",
        "S",
        "S I D",
        "findings an office accepted on its own standards; the kabupaten counts without them",
        own="office_id",
        read_own=True,
    ),
    PublicTable(
        "lettercheck_letterindex",
        "S",
        "S I U(state, state_at, sha256, signer, replaced_by, details)",
        "projection written with the letter; number, date and code never change",
        own="office_id",
        read_own=True,
    ),
    PublicTable(
        "lettercheck_letteruse",
        "S U(ended_at)",
        "S I U(withdrawn_at, settled_at, settled_by)",
        "an office says which letter its file rests on; the office that wrote the letter reads it, too",
        own="office_id",
        read_if="office_id = me.id OR issuer_id = me.id",
    ),
    PublicTable(
        "escalations_escalatedcomplaint",
        "S I U(state, reopened, answered_at, changed_at) D",
        "",
        "complaints above their office, sealed for whom they go to; public scope only; removed by retention",
    ),
    PublicTable(
        "escalations_escalatedentry", "S I D", "", "append-only, goes with its complaint; public scope only"
    ),
    PublicTable("escalations_kabupatenterms", "S I", "S", "terms of complaints: the newest row holds"),
    PublicTable("indicators_filesday", "S I D", "", "the read model; offices ask `indicators.queries`"),
    PublicTable("indicators_filesmonth", "S I D", "", "likewise"),
    PublicTable("waiting_waitingday", "S I D", "", "the read model of the queue"),
    PublicTable("waiting_waitingmonth", "S I D", "", "likewise"),
    PublicTable("contentment_contentmentday", "S I D", "", "the read model of the survey"),
    PublicTable("contentment_contentmentmonth", "S I D", "", "likewise"),
    PublicTable(
        "contentment_publishedresult",
        "S",
        "S I",
        "projection written with the signature: sums of a published result",
        own="office_id",
        read_own=True,
    ),
    PublicTable("telling_tellingday", "S I D", "", "the read model of messages"),
    PublicTable("telling_tellingmonth", "S I D", "", "likewise"),
    PublicTable("upkeep_upkeepday", "S I D", "", "the read model of what is promised behind the counter"),
    PublicTable("upkeep_upkeepmonth", "S I D", "", "likewise"),
    PublicTable("indicators_openfiles", "S I D", "", "likewise"),
    PublicTable("indicators_failing", "S I U D", "", "offices that cannot be folded now"),
    PublicTable("absence_absenceday", "S I D", "", "the read model of the leader's absences"),
    PublicTable("absence_absencemonth", "S I D", "", "likewise"),
    PublicTable("attainment_attainmentday", "S I D", "", "the read model of quality objectives"),
    PublicTable("attainment_attainmentmonth", "S I D", "", "likewise"),
    PublicTable("indicators_sweep", "S I U", "", "how far all others are folded"),
    PublicTable(
        "board_dispute",
        "S I U",
        "S I",
        "an office doubts its own figures and reads the answers; the kabupaten answers",
        own="office_id",
        read_own=True,
    ),
    PublicTable("reports_report", "S I", "", "frozen; offices ask `reports.queries`, in the public scope"),
    PublicTable("reports_reportfile", "S I", "", "frozen with its hash"),
    PublicTable("reports_drawing", "S I U", "", "what was asked for and how far it is"),
    PublicTable("reports_entry", "S I", "", "append-only: the newest entry holds"),
    PublicTable("reports_subscription", "S I U", "", "ended, never removed"),
    PublicTable("reports_outgoing", "S I U", "", "the outbox: never more than one mail for a row"),
    PublicTable(
        "announcements_announcement",
        "S I U",
        "S",
        "the kabupaten announces; an office reads what was published to it",
        read_if="announcements_announcement.published_at IS NOT NULL AND (scope = 'ALL'"
        " OR (scope = 'LEVEL' AND announcements_announcement.level = me.level)"
        " OR me.id = ANY(office_ids) OR (scope = 'KECAMATAN' AND me.parent_id = ANY(office_ids)))",
    ),
    PublicTable(
        "announcements_reading",
        "S(id, announcement_id, office_id)",
        "S I",
        "who has read it: the kabupaten counts, the names are the office's",
        own="office_id",
        read_own=True,
    ),
    PublicTable(
        "responses_responsetemplate",
        "S I U",
        "S I U",
        "sentences for answers: the kabupaten's are read by all, an office keeps its own beside them",
        own="office_id",
        read_if="office_id IS NULL OR office_id = me.id",
    ),
    PublicTable(
        "recommended_recommendation",
        "S I U(ended_at)",
        "S",
        "what the kabupaten recommends; a version never changes, it ends",
    ),
    PublicTable(
        "recommended_stance",
        "S",
        "S I",
        "an office follows or departs from it; append-only, the newest holds",
        own="office_id",
        read_own=True,
    ),
    PublicTable("onboarding_case", "S I U", "", "the kabupaten brings offices on"),
    PublicTable("onboarding_batch", "S I U", "", "the kabupaten's spreadsheets"),
    PublicTable("onboarding_batchrow", "S I U", "", "lines of the kabupaten's spreadsheets"),
    PublicTable("onboarding_rehearsal", "S I U", "", "rehearsals: read and written in the public scope"),
    PublicTable("console_officehealth", "S I U D", "", "how each office does, written by a task"),
    PublicTable(
        "outbox_message",
        "S I U(spread_at) D",
        "I",
        "an office tells other systems a public fact of its own; the kabupaten hands it on",
        own="office_id",
        read_own=True,
    ),
    PublicTable("completeness_snapshot", "S I", "", "how standards were on a day; only added"),
    PublicTable("completeness_standardsday", "S I D", "", "the read model; offices ask `board.queries`"),
    PublicTable("completeness_standardsmonth", "S I D", "", "likewise"),
    PublicTable(
        "completeness_pledgeonshow",
        "S",
        "S I",
        "projection written with the signature: kind, version, day",
        own="office_id",
        read_own=True,
    ),
    PublicTable("voice_voiceday", "S I D", "", "the read model of the citizens' voice"),
    PublicTable("voice_voicemonth", "S I D", "", "likewise"),
    PublicTable(
        "voice_recaponshow",
        "S",
        "S I U(drafted_on, approved_on, published_on, posted_on, sha256, changed_at)",
        "projection written with the recap: days and hash, no words",
        own="office_id",
        read_own=True,
    ),
    PublicTable("opendata_release", "S I", "", "figures published for everybody, never changed"),
    PublicTable("webhooks_endpoint", "S I U", "", "the kabupaten's receivers of messages"),
    PublicTable("webhooks_secret", "S I U D", "", "their secrets, sealed: public scope only"),
    PublicTable("webhooks_delivery", "S I U D", "", "messages on their way to receivers"),
    PublicTable("webhooks_attempt", "S I D", "", "the log of deliveries; old lines are removed"),
    PublicTable("django_session", "S I U D", "", "sessions: public scope only"),
    PublicTable("django_migrations", "S", "", "read at start"),
    PublicTable("django_content_type", "S", "", "not used by offices"),
    PublicTable("auth_permission", "S", "", "not used: roles come from assignments"),
    PublicTable("auth_group", "S", "", "not used: roles come from assignments"),
    PublicTable("auth_group_permissions", "S", "", "not used: roles come from assignments"),
)

OFFICE_TABLES: tuple[OfficeTable, ...] = (
    OfficeTable("django_migrations", "", "the owner's"),
    OfficeTable("trail_trailentry", "S I", "append-only; nobody changes or removes a line"),
    OfficeTable("trail_trailhead", "S I U", "the sealed end of the trail; no seal without the office's key"),
    OfficeTable("standards_pledge", "S I", "signed versions: a trigger refuses any change"),
    OfficeTable("standards_standard", "S I", "one per service type, for good"),
    OfficeTable("standards_standardversion", "S I U", "a trigger refuses any change of a published version"),
    OfficeTable("documents_bookyear", "S I U", "the counter row is locked and counted up"),
    OfficeTable("documents_letter", "S I U", "void letters stay"),
    OfficeTable("documents_registerentry", "S I U", "void numbers stay"),
    OfficeTable("attachments_attachment", "S I U D", "drafts and what retention lets go are removed"),
    OfficeTable("attachments_phonelink", "S I U D", "for minutes; removed when over"),
    OfficeTable("attachments_collection", "S I U", "who collected stays"),
    OfficeTable("lookups_povertylist", "S I U", "withdrawn lists stay as a line"),
    OfficeTable("lookups_povertyentry", "S I D", "people of a withdrawn list are removed"),
    OfficeTable("lookups_povertycheck", "S I", "append-only"),
    OfficeTable("signatures_choice", "S I", "how the office signs; the newest holds"),
    OfficeTable("signatures_identity", "S I U", "ended, never removed; what could sign is emptied then"),
    OfficeTable("signatures_attempt", "S I U", "every attempt stays; its outcome is written later"),
    OfficeTable("handoff_broughtletter", "S I U(ended_at)", "as it was checked; let go, never removed"),
    OfficeTable("applications_file", "S I U", "a file is never removed"),
    OfficeTable("applications_event", "S I", "append-only: the state is what the events say"),
    OfficeTable("applications_supportingletter", "S I U D", "corrected while the file is open"),
    OfficeTable("applications_leaderabsence", "S I U", "ended or cancelled, never removed"),
    OfficeTable("applications_actingsigner", "S I U", "ended, never removed"),
    OfficeTable("applications_extrastep", "S I U", "ended, never removed"),
    OfficeTable("applications_contactattempt", "S I", "append-only"),
    OfficeTable("notifications_outmessage", "S I U", "a message stays, with what came of it"),
    OfficeTable("notifications_messagestep", "S I", "append-only: what happened to a message"),
    OfficeTable("notifications_channelsetting", "S I U", "switched off, never removed"),
    OfficeTable("notifications_messagetemplate", "S I", "append-only: the newest version holds"),
    OfficeTable("notifications_messagepolicy", "S I U", "one row"),
    OfficeTable("notifications_correspondent", "S I U", "who wants no messages, by blind index"),
    OfficeTable("notifications_staffnotice", "S I U(spread_at)", "what the people of the office are told"),
    OfficeTable("notifications_staffwish", "S I U", "how each of them is told"),
    OfficeTable("satisfaction_snapshot", "S I", "frozen results: a trigger refuses any change"),
    OfficeTable("satisfaction_signature", "S I", "what was signed stays: a trigger refuses any change"),
    OfficeTable("satisfaction_followup", "S I", "promises stay as they were made"),
    OfficeTable("satisfaction_followupstep", "S I", "append-only: the newest says how a promise stands"),
    OfficeTable(
        "complaints_complaint",
        "S I U(klass, section, state, event_no, last_digest, reopened, verified_at, begun_at, done_at,"
        " answered_at, closed_at, changed_at, verify_by, reply_by, due_on, close_after, copied_at, moved_at,"
        " told, text, name, contact, contact_index, about_name, file_id)",
        "what was said and by whom never changes; a trigger lets words go, and no line",
    ),
    OfficeTable(
        "complaints_complaintevent",
        "S I U(text, mark)",
        "append-only: the state is what the events say; a trigger lets their words go",
    ),
    OfficeTable("complaints_complaintrule", "S I", "the newest row holds"),
    OfficeTable("complaints_laporbatch", "S I U(rows, settled_at, taken)", "emptied when it is settled"),
    OfficeTable("queueing_ticketday", "S I U", "its row is locked while somebody is called"),
    OfficeTable("queueing_ticketseries", "S I U", "the counter row is locked and counted up"),
    OfficeTable("queueing_ticket", "S I U", "a number is never removed"),
    OfficeTable("queueing_ticketevent", "S I", "append-only: the state is what the events say"),
    OfficeTable("queueing_visit", "S I U", "a matter of a visit ends with its file, or without"),
    OfficeTable("queueing_trip", "S I U", "closed by the later visit, never removed"),
    OfficeTable("queueing_queuegroup", "S I U", "put out of use, never removed: tickets name it"),
    OfficeTable("queueing_counter", "S I U", "put out of use, never removed: tickets name it"),
    OfficeTable("queueing_queueoptions", "S I U", "one row of choices"),
    OfficeTable("queueing_device", "S I U", "revoked, never removed: the trail names it"),
    OfficeTable("queueing_screentext", "S I U", "one row of lines"),
    OfficeTable("surveys_questionnaire", "S I", "append-only: a period keeps its version"),
    OfficeTable("surveys_surveyperiod", "S I U", "closed or cancelled, never removed"),
    OfficeTable("surveys_draw", "S I U", "the log of the draw stays"),
    OfficeTable("surveys_surveycode", "S I U D", "written anew in random order, never fewer"),
    OfficeTable("surveys_codebag", "S I U", "emptied when the period is closed"),
    OfficeTable("surveys_surveyimport", "S I", "append-only: which files were taken in"),
    OfficeTable("surveys_decision", "S I", "append-only: what was decided about flagged forms"),
    OfficeTable(
        "surveys_surveyresponse", "S I U D", "written anew in random order; a trigger keeps the answers"
    ),
    OfficeTable("surveys_paperform", "S I U", "accounted for, never removed"),
    OfficeTable("surveys_surveytablet", "S I U", "revoked, never removed: the trail names it"),
    OfficeTable("surveys_surveyoptions", "S I U", "one row of choices"),
    OfficeTable("surveys_coincount", "S I U", "a count seen by two stays"),
    OfficeTable("fallback_sheet", "S I U", "closed, never removed"),
    OfficeTable("fallback_line", "S I U", "accounted for, never removed"),
    OfficeTable("facilities_item", "S I U", "put out of use, never removed"),
    OfficeTable("facilities_check", "S I", "append-only: what was found, whenever somebody looked"),
    OfficeTable("facilities_photo", "S I", "as it was taken"),
    OfficeTable("facilities_round", "S I", "append-only: a month is confirmed once"),
    OfficeTable("facilities_verdict", "S I", "append-only: what became of each proposal"),
    OfficeTable("supervision_credential", "S I U(withdrawn_at, withdrawn_by)", "withdrawn, never removed"),
    OfficeTable("supervision_duty", "S I U(to_date, ended_by)", "ended, never removed"),
    OfficeTable("supervision_dutyexception", "S I U(cancelled_at, cancelled_by)", "cancelled, never removed"),
    OfficeTable("supervision_review", "S I U", "a draft until it is done"),
    OfficeTable("supervision_meeting", "S I U", "a draft until its minutes are closed"),
    OfficeTable("supervision_decision", "S I U(done_at, done_by, outcome)", "done, never removed"),
    OfficeTable("supervision_note", "S I U(answer, answered_at) D", "sealed; removed by retention"),
    OfficeTable("quality_plan", "S I U D", "drafts are thrown away; a trigger refuses any change of others"),
    OfficeTable("quality_objective", "S I U D", "likewise"),
    OfficeTable("quality_report", "S I U", "a trigger refuses any change of a signed report"),
    OfficeTable("quality_line", "S I U", "likewise"),
    OfficeTable("quality_reportfile", "S I", "frozen; its hash stands in the report"),
    OfficeTable("suggestionbox_boxrule", "S I", "the newest row holds"),
    OfficeTable(
        "suggestionbox_boxopening",
        "S I U(state, year, seq, found, round, closed_at, withdrawn_at)",
        "withdrawn, never removed",
    ),
    OfficeTable("suggestionbox_boxwitness", "S I", "who stood by is never changed"),
    OfficeTable("suggestionbox_boxcorrection", "S I", "append-only"),
    OfficeTable("suggestionbox_missedday", "S I", "append-only"),
    OfficeTable(
        "suggestionbox_boxslip",
        "S I U(state, reason, complaint_id, settled_at, settled_by)",
        "nothing deletes a slip",
    ),
    OfficeTable("recaps_recap", "S I U", "frozen when it is approved"),
    OfficeTable("recaps_promise", "S I D", "written anew until the recap is approved"),
    OfficeTable("recaps_promisestep", "S I", "append-only"),
)
