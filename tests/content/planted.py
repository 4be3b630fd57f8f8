"""Mistakes to plant in copies of the shipped scenario, organisation and library files.

The one idea: a mistake is one edit in one line, so that the line is known; most are slips of the
hand that an author makes, and the wanted word is known too.
"""

from __future__ import annotations

from dataclasses import dataclass

SCENARIO = "first-shift.yaml"
ORGANISATION = "organisations/quillmere.yaml"
FAULTS = "library/faults.yaml"
SYMPTOMS = "library/symptoms.yaml"
KNOWLEDGE = "library/knowledge.yaml"
REQUESTS = "library/requests.yaml"
MONITORING = "library/monitoring.yaml"
PHRASEBOOK = "library/phrasebook.yaml"


@dataclass(frozen=True, slots=True)
class Planted:
    """One mistake."""

    file: str
    """The file, below the folder of scenarios."""
    after: str
    """Text before the edit, to find the right entry; empty: from the beginning."""
    old: str
    """What stands there, within one line."""
    new: str
    """What the author writes instead, within one line."""
    code: str
    """The code of the problem."""
    near: str = ""
    """The word that was meant, where it is a misspelling."""
    at: str = ""
    """Text whose line is reported, where it is not the line of the edit."""


def slip(
    file: str, after: str, before: str, right: str, wrong: str, code: str = "unknown-reference"
) -> Planted:
    """A misspelling of a word that comes right behind some other text of its line."""
    return Planted(file, after, f"{before}{right}", f"{before}{wrong}", code, right)


WHOLE: tuple[Planted, ...] = (
    # The scenario.
    Planted(SCENARIO, "", 'start: "2026-09-15', 'start: "2026-09-31', "wrong-date"),
    slip(SCENARIO, "", "", "title", "titel", "unknown-key"),
    slip(SCENARIO, "", "organisation: ", "quillmere", "quilmere"),
    slip(SCENARIO, "", "library: [", "faults", "fautls"),
    slip(SCENARIO, "", "role: ", "analyst", "analist", "wrong-value"),
    slip(SCENARIO, "", "modes: [guided, ", "practice", "practise", "wrong-value"),
    Planted(SCENARIO, "", "aftermath_minutes: 30", "aftermath_minutes: half an hour", "wrong-type"),
    Planted(SCENARIO, "When does the lorry", "answer: 1", "answer: 3", "wrong-answer"),
    Planted(SCENARIO, "Who owns it now?", "[That team, The service desk, The caller]",
        "[The service desk]", "wrong-value"),
    slip(SCENARIO, "- id: switch\n", "component: ", "ws-sw-07", "ws-sw-70"),
    slip(SCENARIO, "- id: switch\n", "mode: ", "power-supply", "power-suply"),
    slip(SCENARIO, "- id: switch\n", "leftover_person: ", "ivo", "ivoo"),
    Planted(SCENARIO, "- id: queue\n", 'strikes_at: "09:52"',
        'strikes_at: "08:20"', "reversed-times"),
    Planted(SCENARIO, "- id: printer\n", "mode: label-stock", "mode: disk-full", "cannot-strike"),
    Planted(SCENARIO, "- id: screen\n", 'at: "09:15"', 'at: "9:15"', "wrong-time"),
    slip(SCENARIO, "- id: F2\n", "component: ", "job-stock", "job-stok"),
    slip(SCENARIO, "- id: F2\n", "significance: ", "informational", "information", "wrong-value"),
    slip(SCENARIO, "- id: F3\n", "utterance: ", "queue-82", "queue-28"),
    slip(SCENARIO, "- id: F3\n", "fault: ", "queue", "queu"),
    Planted(SCENARIO, "- id: F3\n", 'hurts_at: "09:52"', 'hurts_at: "09:02"', "reversed-times"),
    slip(SCENARIO, "- id: U1\n", "person: ", "hettie", "hetie"),
    Planted(SCENARIO, "- id: U1\n", "- id: U2", "- id: U1", "duplicate-id"),
    Planted(SCENARIO, "guest-code-thursday", "- id: F1", "- id: F/1", "wrong-id"),
    slip(SCENARIO, "person: dov\n", "symptom: ", "guest-wifi", "guest-wify"),
    slip(SCENARIO, 'at: "09:01"', "channel: ", "phone", "phnoe", "wrong-value"),
    slip(SCENARIO, 'at: "09:01"', "mood: ", "pressed", "presed", "wrong-value"),
    slip(SCENARIO, "- id: F4\n", "service: ", "WMS", "WSM"),
    Planted(SCENARIO, "- id: F4\n", "people: 3", "people: 0", "wrong-value"),
    Planted(SCENARIO, "- id: F5\n", 'at: "09:21"', 'at: "10:45"', "after-the-end"),
    Planted(SCENARIO, "- id: F6\n", "utterance: director-screen",
        "utterance: diagram-licence", "does-not-convey"),
    slip(SCENARIO, "- id: F6\n", "", "patience_minutes", "patience_minute", "unknown-key"),
    Planted(SCENARIO, "- id: F8\n", 'at: "09:25"', 'at: "09:03"', "never-arrives"),
    Planted(SCENARIO, "- id: F8\n", "effect: stopped", "effect: slowed", "does-not-convey"),
    Planted(SCENARIO, "- id: F9\n", "guess: WMS", "guess: network", "does-not-convey"),
    slip(SCENARIO, "- id: F10\n", "fault: ", "switch", "swich"),
    slip(SCENARIO, "deadlines:", "where: ", "WS", "WSS"),
    Planted(SCENARIO, "deadlines:", 'at: "14:00"', 'at: "24:00"', "wrong-time"),
    slip(SCENARIO, "past_incidents:", "component: ", "ws-sw-05", "ws-sw-5"),
    slip(SCENARIO, "past_incidents:", "mode: ", "crash", "crahs"),
    Planted(SCENARIO, "past_incidents:", "days_ago: 71", "days_ago: -71", "wrong-value"),
    Planted(SCENARIO, "constants:", "minutes: 10, to_minutes: 20",
        "minutes: 10, to_minutes: 2", "wrong-duration"),
    slip(SCENARIO, "constants:", "", "cost_percent", "cost_percnt", "unknown-key"),
    Planted(SCENARIO, "constants:", "margin_percent: 5", "margin_percent: 500", "wrong-value"),
    Planted(SCENARIO, "", "weights: {triage: ", "weights: {triage: 1", "wrong-value"),
    slip(SCENARIO, "guided:", "subjects: [F2, ", "F3", "F33"),
    slip(SCENARIO, "guided:", "opens: [", "significance", "signifcance"),
    # The organisation.
    slip(ORGANISATION, "", "zone: ", "Europe/London", "Europe/Lodnon", "unknown-zone"),
    Planted(ORGANISATION, "- id: office", '"2026-05-04"', '"2026-05-32"', "wrong-date"),
    Planted(ORGANISATION, "- id: office", 'closes: "17:30"',
        'closes: "07:30"', "closes-before-it-opens"),
    slip(ORGANISATION, "- id: contact-centre", "", "wed", "wde", "wrong-day"),
    Planted(ORGANISATION, "- id: warehouse", 'opens: "06:00"', 'opens: "6 am"', "wrong-time"),
    slip(ORGANISATION, "- id: wn-goods-in", "site: ", "WN", "WNN"),
    slip(ORGANISATION, "- id: ho-hr", "hours: ", "office", "ofice"),
    slip(ORGANISATION, "- id: ho-finance", "[FIN, ", "MAIL", "MIAL"),
    slip(ORGANISATION, "- id: cc-agents", "needs: [", "cc-sw-1", "cc-sw1"),
    Planted(ORGANISATION, "- id: wn-picking", "people: 96", "people: 0", "wrong-value"),
    slip(ORGANISATION, "- id: TRK", "kind: ", "external", "externel", "wrong-value"),
    slip(ORGANISATION, "- id: TRK", "needs: [", "trk-app", "trk-ap"),
    slip(ORGANISATION, "- id: SRCH", "", "search-2", "serch-2"),
    slip(ORGANISATION, "- id: WKP", "service_class: ", "bronze", "bronce", "wrong-value"),
    slip(ORGANISATION, "- id: CCD", "hours: ", "contact-centre", "contact-center"),
    Planted(ORGANISATION, "- id: APP", "cost_per_minute: 130",
        "cost_per_minute: lots", "wrong-type"),
    slip(ORGANISATION, "{id: ho-host-1", "owner: ", "SRV", "SVR"),
    Planted(ORGANISATION, "{id: ws-cooling", "owner: FAC}",
        "owner: FAC, needs: [ws-comms]}", "cycle"),
    Planted(ORGANISATION, "{id: ho-power", "owner: FAC}",
        "owner: FAC, needs: [ho-core]}", "cycle", at="     any_of: [[ho-core-a"),
    Planted(ORGANISATION, "{id: tel-pbx", "[[sip-a, sip-b]]", "[[sip-a]]", "set-too-small"),
    Planted(ORGANISATION, "{id: ws-comms", "delay_minutes: 90",
        "delay_minutes: -90", "wrong-value"),
    Planted(ORGANISATION, "{id: ad-1", "{id: ad-2", "{id: ad-1", "duplicate-id"),
    slip(ORGANISATION, "- id: WP\n", "takes: [", "hardware", "hardwear", "wrong-value"),
    slip(ORGANISATION, "- id: OPS\n", "hours: ", "always", "alway"),
    Planted(ORGANISATION, "- id: FAC\n", "people: 2", "people: 0", "wrong-value"),
    Planted(ORGANISATION, "targets:", "{priority: 5, service_class: silver",
        "{priority: 6, service_class: silver", "wrong-value"),
    Planted(ORGANISATION, "targets:", "{priority: 4, service_class: gold",
        "{priority: 4, service_class: silver", "duplicate-target",
        at="{priority: 4, service_class: silver, response"),
    Planted(ORGANISATION, "card:", "whole_site_percent: 75",
        "whole_site_percent: 175", "wrong-value"),
    Planted(ORGANISATION, "card:", "today_minutes: 600", "today_minutes: 60", "wrong-order"),
    Planted(ORGANISATION, "matrix:", "- [2, 3, 4]", "- [2, 3]", "wrong-matrix"),
    slip(ORGANISATION, "card:", "", "reopen_minutes", "reopen_minuts", "unknown-key"),
    slip(ORGANISATION, "people:\n  - {id: hettie", "group: ", "wn-lane-3", "wn-line-3"),
    # The library.
    slip(FAULTS, "- id: crash\n", "severity: ", "down", "donw", "wrong-value"),
    slip(FAULTS, "- id: label-stock\n", "kinds: [", "label-printer", "lable-printer"),
    slip(FAULTS, "- id: memory-leak\n", "symptom: ", "system-slow", "sytem-slow"),
    slip(FAULTS, "- id: power-supply\n", "leftover: ", "scanner-stuck", "scaner-stuck"),
    slip(FAULTS, "- id: server-hardware\n", "kind: ", "lognormal", "lognormel", "wrong-value"),
    Planted(FAULTS, "- id: array-fault\n", "minutes: 2628000", "minutes: 0", "wrong-duration"),
    slip(FAULTS, "- id: cooling-loss\n", "category: ", "facilities", "facilites", "wrong-value"),
    slip(SYMPTOMS, "{id: fax-wanted", "service: ", "FAX", "FXA"),
    slip(SYMPTOMS, "{id: slow-answer", "kind: ", "complaint", "complain", "wrong-value"),
    Planted(SYMPTOMS, "{id: labels-blank", "{id: labels-faint",
        "{id: labels-blank", "duplicate-id"),
    slip(KNOWLEDGE, "- id: KE-04\n", "symptoms: [", "labels-blank", "label-blank"),
    Planted(KNOWLEDGE, "- id: KE-09\n", "restores_percent: 60",
        "restores_percent: 160", "wrong-value"),
    slip(KNOWLEDGE, "- id: KA-07\n", "symptoms: [", "scanner-stuck", "scanner-stcuk"),
    slip(REQUESTS, "- id: RM-08\n", "by: ", "SRV", "SVR"),
    slip(REQUESTS, "- id: RM-02\n", "hours: ", "support-daily", "suport-daily"),
    slip(REQUESTS, "- id: RM-12\n", "kind: ", "verify", "verfy", "wrong-value"),
    Planted(REQUESTS, "- id: RM-01\n", "target_minutes: 15", "target_minutes: -15", "wrong-value"),
    slip(MONITORING, "", "schema: ", "itilsim/library/v1", "itilsim/libary/v1", "unknown-schema"),
    slip(MONITORING, "{id: disk-failed", "kinds: [", "disk", "disc"),
    Planted(MONITORING, "{id: process-slow", "sees: degraded", "sees: up", "wrong-level"),
    slip(MONITORING, "{id: line-down", "significance: ", "exception", "exeption", "wrong-value"),
    Planted(MONITORING, "{id: line-down", "interval_seconds: 90",
        "interval_seconds: 0", "wrong-value"),
    slip(PHRASEBOOK, "- id: mouse-please\n", "symptom: ", "mouse-wanted", "mouse-wantd"),
    slip(PHRASEBOOK, "- id: lane-3-blank\n", "effect: ", "slowed", "slowd", "wrong-value"),
    Planted(PHRASEBOOK, "- id: chaser\n", "Anyone there? I've",
        f"{'Anyone there? ' * 18}I've", "too-long"),
    Planted(PHRASEBOOK, "- id: diagram-licence\n", '- "Please',
        '# "Please', "too-few-wordings", at="I'd like a licence for the diagram tool, please."),
    slip(PHRASEBOOK, "- id: queue-82\n", "{", "component", "componet", "unknown-placeholder"),
    Planted(PHRASEBOOK, "- id: still-broken\n", "You told me",
        "\\e[31mYou told me", "control-characters"),
)  # fmt: skip
"""Mistakes that leave the YAML whole: all of them are planted at once."""

BROKEN: tuple[Planted, ...] = (
    Planted(SCENARIO, "alerts:", "component: job-stock", "id: job-stock", "duplicate-key"),
    Planted(SCENARIO, "contacts:", "person: hettie", "person: &her hettie", "anchor"),
    Planted(SCENARIO, "contacts:", "person: dov", "person: *her", "alias"),
    Planted(ORGANISATION, "groups:", "people: 60", "people: !!int 60", "tag"),
    Planted(ORGANISATION, "card:", "many_people: 10", "<<: 10", "merge-key"),
    Planted(FAULTS, "- id: crash\n", "kinds: [app-server", "kinds: [[app-server", "not-yaml"),
    Planted(SYMPTOMS, "{id: mouse-wanted", "name: a mouse", 'name: "a mouse', "not-yaml"),
    Planted(REQUESTS, "- id: RM-02\n", "    target_minutes", "\ttarget_minutes", "not-yaml"),
    Planted(KNOWLEDGE, "- id: KE-03\n", "title: VPN", "title VPN", "not-yaml"),
)  # fmt: skip
"""Mistakes that break the YAML of a file, and so hide what else is wrong in it."""

P = Planted

SECOND: tuple[Planted, ...] = (
    # Bounds.
    P(SCENARIO, "", "minutes: 90", "minutes: 0", "wrong-value"),
    P(SCENARIO, "", "aftermath_minutes: 30", "aftermath_minutes: 1441", "wrong-value"),
    P(SCENARIO, "", "modes: [guided, practice]", "modes: []", "wrong-value"),
    P(SCENARIO, "- id: F4\n", "people: 3", "people: 10000000", "wrong-value"),
    P(SCENARIO, "- id: F10\n", "patience_minutes: 9", "patience_minutes: -9", "wrong-value"),
    P(SCENARIO, "past_incidents:", "days_ago: 62", "days_ago: 62000", "wrong-value"),
    P(SCENARIO, "constants:", "weight_gold: 3", "weight_gold: 3000", "wrong-value"),
    P(SCENARIO, "constants:", "cost_percent: 50", "cost_percent: 5000000", "wrong-value"),
    P(SCENARIO, "constants:", "weight_bronze: 1", "chasers: 4", "wrong-value"),
    P(ORGANISATION, "- id: always", "business_day_minutes: 1440",
        "business_day_minutes: 0", "wrong-value"),
    P(ORGANISATION, "- id: office", "business_day_minutes: 540",
        "business_day_minutes: -540", "wrong-value"),
    P(ORGANISATION, "- id: contact-centre", "business_day_minutes: 900",
        "business_day_minutes: 9000", "wrong-value"),
    P(ORGANISATION, "- id: ho-buying", "people: 60", "people: 6000000", "wrong-value"),
    P(ORGANISATION, "- id: APP\n", "cost_per_minute: 130",
        "cost_per_minute: -130", "wrong-value"),
    P(ORGANISATION, "- id: WP\n", "rota: [{hours: support-daily, people: 2}]",
        "rota: []", "wrong-value"),
    P(ORGANISATION, "- id: OPS\n", "people: 2", "people: 2000", "wrong-value"),
    P(ORGANISATION, "card:", "many_people: 10", "many_people: 0", "wrong-value"),
    P(ORGANISATION, "card:", "reopen_minutes: 960", "reopen_minutes: -1", "wrong-value"),
    P(ORGANISATION, "card:", "request_response_minutes: 30",
        "request_response_minutes: 0", "wrong-value"),
    P(FAULTS, "- id: crash\n", "minutes: 86400", "minutes: 864000000000", "wrong-value"),
    P(FAULTS, "- id: memory-leak\n", "kinds: [app-server, application]",
        "kinds: []", "wrong-value"),
    P(MONITORING, "{id: queue-slow", "interval_seconds: 300",
        "interval_seconds: -300", "wrong-value"),
    P(KNOWLEDGE, "- id: KE-05\n", "restores_percent: ", "restores_percent: -", "wrong-value"),
)  # fmt: skip
"""More mistakes that are told whatever else is wrong; planted at once, like the first ones."""

SENSE: tuple[Planted, ...] = (
    P(SCENARIO, "- id: F6\n", "fault: screen", "fault: printer", "never-arrives"),
    P(SCENARIO, "- id: F9\n", "person: shanice", "person: marek", "same-caller",
        at="    guess: WMS\n    fault: switch"),
    P(SCENARIO, "- id: F12a\n", "fault: queue", "fault: switch", "never-arrives"),
    P(SCENARIO, "- id: U1\n", '"2011:5.request"', '"99:blah"', "unknown-criterion"),
    P(SCENARIO, "- id: U2\n", '"4:7.1.request"', '"4:71.request"', "unknown-criterion"),
    P(SCENARIO, "- id: F2\n", '"5:operate"', '"5:operat"', "unknown-criterion", "operate"),
    P(SCENARIO, "- id: screen\n", "component: ho-screen-2", "component: ho-screen-22",
        "unknown-reference", "ho-screen-2"),
    P(FAULTS, "- id: crash\n", "shape_percent: 40", "shape_percent: 4000", "wrong-duration"),
    P(FAULTS, "- id: power-supply\n", "shape_percent: 150",
        "shape_percent: 15", "wrong-duration"),
    P(PHRASEBOOK, "", "- id: chaser", "- id: chasser", "missing-words", "chasser",
        at="=first-shift.yaml:library: ["),
    P(PHRASEBOOK, "", "- id: confirm-no", "- id: confrim-no", "missing-words", "confrim-no",
        at="=first-shift.yaml:library: ["),
    P(PHRASEBOOK, "", "- id: note-psu-swap", "- id: note-psuswap", "missing-words",
        "note-psuswap", at="=library/faults.yaml:finding: psu-swap"),
    P(PHRASEBOOK, "", "- id: alert-queue-full", "- id: alert-que-full", "missing-words",
        "alert-que-full", at="=library/monitoring.yaml:{id: queue-full"),
    P(PHRASEBOOK, "", "- id: note-not-ours-net", "- id: note-not-our-net", "missing-words",
        "note-not-our-net", at="=organisations/quillmere.yaml:- id: NET\n    name: Network\n"),
    P(PHRASEBOOK, "", "- id: card-feeds-picking", "- id: card-feed-picking", "missing-words",
        "card-feed-picking", at="=organisations/quillmere.yaml:note: feeds-picking"),
    P(PHRASEBOOK, "", "- id: report-scanner-stuck", "- id: report-scaner-stuck",
        "missing-words", "report-scaner-stuck", at="=library/faults.yaml:leftover: scanner-stuck"),
    P(PHRASEBOOK, "", "- id: still-broken", "- id: stil-broken", "missing-words", "stil-broken",
        at="=first-shift.yaml:library: ["),
)  # fmt: skip
"""Mistakes of sense in files that are sound otherwise."""

ORDER: tuple[Planted, ...] = (
    P(ORGANISATION, "- id: NET\n", "takes: [network]", "takes: [network, hardware]",
        "taken-twice"),
    P(ORGANISATION, "- id: FAC\n", "takes: [facilities]", "takes: [facilities, access]",
        "taken-twice"),
    P(ORGANISATION, "matrix:", "- [3, 4, 5]", "- [3, 4, 1]", "upside-down-matrix"),
    P(SCENARIO, "- id: screen\n", "mode: screen-flicker", "mode: label-stock", "cannot-strike"),
)  # fmt: skip
"""Mistakes in how an organisation is ordered."""

ODD: tuple[Planted, ...] = (
    P(SCENARIO, "", "role: analyst", "role: shift_lead", "no-effect"),
    P(SCENARIO, "", "modes: [guided, practice]", "modes: [guided, coached]", "no-effect"),
    P(SCENARIO, "- id: printer\n", "mode: label-stock",
        "mode: label-stock\n    leftover_person: tomasz", "no-effect"),
    P(SCENARIO, "weights:", "{triage: 60, outcome: 20, conduct: 20}",
        "{triage: 80, outcome: 20, conduct: 0}", "no-effect"),
    P(SCENARIO, "- id: F2\n", "utterance: stock-export-done",
        'utterance: stock-export-done\n    hurts_at: "10:00"', "odd-significance"),
    P(SCENARIO, "- id: F4\n", "people: 3", "people: 5000", "too-many-people"),
    P(SCENARIO, "- id: F8\n", "people: 14", "people: 161", "too-many-people"),
    P(SCENARIO, "When does the lorry", '["09:30", "10:30", "12:00"]',
        '["09:30", "10:30", "09:30"]', "same-option"),
    P(SCENARIO, "Who owns it now?", "[That team, The service desk, The caller]",
        "[That team, The service desk, that team]", "same-option"),
    P(SCENARIO, "constants:", "weight_silver: 2", "weight_silver: 4", "upside-down"),
    P(SCENARIO, "constants:", "patience: {kind: uniform, minutes: 12, to_minutes: 20}",
        "patience: {kind: fixed, minutes: 0}", "takes-no-time"),
    P(SCENARIO, "constants:", "look: {kind: uniform, minutes: 10, to_minutes: 20}",
        "look: {kind: fixed, minutes: 0}", "takes-no-time"),
    P(SCENARIO, "constants:", "approval: {kind: uniform, minutes: 23, to_minutes: 27}",
        "approval: {kind: uniform, minutes: 0}", "takes-no-time"),
    P(ORGANISATION, "- id: office", "business_day_minutes: 540",
        "business_day_minutes: 541", "odd-business-day"),
    P(ORGANISATION, "- id: warehouse", "business_day_minutes: 960",
        "business_day_minutes: 1440", "odd-business-day"),
    P(ORGANISATION, "- id: office", '"2026-04-06"', '"2026-04-03"', "same-holiday"),
    P(ORGANISATION, "- id: support-weekdays", '"2026-12-28"', '"2026-12-25"', "same-holiday"),
    P(ORGANISATION, "- id: nights", 'opens: "22:00", closes', 'opens: "05:00", closes',
        "opens-twice"),
    P(ORGANISATION, "sites:", "name: Contact centre}", "name: Head office}", "same-name"),
    P(ORGANISATION, "- id: ho-marketing", "name: Marketing", "name: Buying", "same-name"),
    P(ORGANISATION, "- id: APP\n", "name: Mobile app", "name: Web shop", "same-name"),
    P(ORGANISATION, "- id: DB\n", "name: Databases", "name: Network", "same-name"),
    P(ORGANISATION, "- id: ho-hr", "services: [MAIL, WKP]", "services: []", "uses-nothing"),
    P(ORGANISATION, "- id: ho-board", "services: [MAIL, WKP]", "services: [FAX]",
        "retired-in-use"),
    P(ORGANISATION, "sites:", "- {id: WS, name: Warehouse south}",
        "- {id: WS, name: Warehouse south}\n  - {id: WX, name: Nowhere}", "empty-site"),
    P(ORGANISATION, "- id: SUP\n", "rota: [{hours: support-daily, people: 2}]",
        "rota: [{hours: support-daily, people: 2}]\n  - {id: NIX, name: Nix, function: none, "
        "takes: [], rota: [{hours: always, people: 1}]}", "idle-team"),
    P(FAULTS, "- id: label-stock\n", "{kind: uniform, minutes: 33, to_minutes: 37}",
        "{kind: fixed, minutes: 0}", "takes-no-time"),
    P(FAULTS, "- id: disk-full\n", "{kind: uniform, minutes: 13, to_minutes: 15}",
        "{kind: uniform, minutes: 0}", "takes-no-time"),
    P(FAULTS, "- id: memory-leak\n", "name: Memory leak", "name: Process crash", "same-name"),
    P(KNOWLEDGE, "- id: KE-09\n", "restores_percent: 60", "restores_percent: 0",
        "helps-nothing"),
    P(MONITORING, "{id: room-warm", "interval_seconds: 600", "interval_seconds: 600000",
        "late-alert"),
    P(MONITORING, "{id: queue-full", "interval_seconds: 1", "interval_seconds: 100000",
        "late-alert"),
    P(SYMPTOMS, "{id: mouse-wanted", "name: a mouse", "name: forgotten  Password", "same-name"),
    P(PHRASEBOOK, "- id: note-repaired\n", '"Our part is done."', '"Done on our side."',
        "same-wording"),
    P(PHRASEBOOK, "- id: note-not-ours-db\n", '"Engine healthy, nothing waits. Not ours."',
        '"No slow statements for this.  back to you."', "same-wording"),
    P(PHRASEBOOK, "- id: chaser\n", "Anyone there? I've",
        f"{'Anyone there? ' * 18}I've", "too-long"),
    P(PHRASEBOOK, "- id: note-returned\n", "Looked at this alert.",
        f"{'Looked at this alert. ' * 7}", "too-long"),
    P(PHRASEBOOK, "- id: diagram-licence\n", '- "Please',
        '# "Please', "too-few-wordings", at="I'd like a licence for the diagram tool, please."),
    P(PHRASEBOOK, "- id: still-broken\n", "You told me", "\\e[31mYou told me",
        "control-characters"),
    P(PHRASEBOOK, "- id: confirm-yes\n", "Yes, it works", "\u202eYes, it works",
        "control-characters"),
    P(REQUESTS, "- id: RM-03\n", "kind: fulfil", "kind: verify", "fulfils-nothing"),
)  # fmt: skip
"""What is odd and can be played."""
