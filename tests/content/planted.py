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
GENERAL = "library/general.yaml"


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
    slip(SCENARIO, "", "library: [general, ", "faults", "fautls"),
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
    Planted(ORGANISATION, "house:", "time_box_minutes: [5, 10,", "time_box_minutes: [5, 0,",
        "wrong-value"),
    Planted(ORGANISATION, "house:", "silence_minutes: 30", "silence_minutes: 0", "wrong-value"),
    Planted(ORGANISATION, "house:", "major_users_percent: 25", "major_users_percent: 125",
        "wrong-value"),
    slip(ORGANISATION, "people:\n  - {id: hettie", "group: ", "wn-lane-3", "wn-line-3"),
    # The library.
    slip(ORGANISATION, "sources:\n", "talk, ", "everyday", "everday"),
    slip(ORGANISATION, "  matters:\n", "- ", "toner-wanted", "toner-wantd"),
    slip(ORGANISATION, "sources:\n", "left_out: [", "power-supply", "power-suply"),
    slip(ORGANISATION, "  appointments:\n", "where: ", "ho-buying", "ho-bying"),
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
    Planted(GENERAL, "- id: chaser\n", "Anyone there? I've",
        f"{'Anyone there? ' * 18}I've", "too-long"),
    Planted(PHRASEBOOK, "- id: diagram-licence\n", '- "Please',
        '# "Please', "too-few-wordings", at="I'd like a licence for the diagram tool, please."),
    slip(PHRASEBOOK, "- id: queue-82\n", "{", "component", "componet", "unknown-placeholder"),
    Planted(GENERAL, "- id: still-broken\n", "You told me",
        "\\e[31mYou told me", "control-characters"),
    # Further slips, and what bounds and sense refuse.
    slip(SCENARIO, "- id: U2\n", "channel: ", "portal", "portl", "wrong-value"),
    slip(SCENARIO, "briefing:", "", "handover", "handovr", "unknown-key"),
    Planted(SCENARIO, "- id: F2\n", '"2011:5.event"', '"99:blah"', "unknown-criterion"),
    slip(SCENARIO, "- id: F4\n", "symptom: ", "labels-blank", "label-blank"),
    slip(SCENARIO, "- id: F4\n", "utterance: ", "lane-3-blank", "lane3-blank"),
    slip(SCENARIO, "- id: F4\n", "component: ", "wn-label-3", "wn-lable-3"),
    slip(SCENARIO, "- id: F5\n", "channel: ", "portal", "protal", "wrong-value"),
    slip(SCENARIO, "- id: F5\n", "symptom: ", "licence-wanted", "licence-wantd"),
    slip(SCENARIO, "- id: F9\n", "person: ", "shanice", "shanise"),
    slip(SCENARIO, "- id: F10\n", "effect: ", "stopped", "stoped", "wrong-value"),
    Planted(SCENARIO, "- id: F10\n", "people: 40", "people: forty", "wrong-type"),
    slip(SCENARIO, "- id: F12a\n", "fault: ", "queue", "qeue"),
    slip(SCENARIO, "- id: F12a\n", "service: ", "WMS", "WSM"),
    slip(SCENARIO, "- id: F12b\n", "person: ", "leon", "lion"),
    slip(SCENARIO, "- id: F12b\n", "utterance: ", "north-no-picks", "north-no-pick"),
    slip(SCENARIO, "past_incidents:", "", "number", "numbr", "unknown-key"),
    slip(SCENARIO, "component: ws-sw-05\n", "mode: ", "power-supply", "power-suply"),
    slip(SCENARIO, "constants:", "pick_up: {kind: ", "uniform", "unifrom", "wrong-value"),
    Planted(SCENARIO, "constants:", "weight_gold: 3", "weight_gold: -3", "wrong-value"),
    Planted(SCENARIO, "constants:", "minutes: 23, to_minutes: 27",
        "minutes: 23, to_minutes: 2", "wrong-duration"),
    slip(SCENARIO, "- id: restore-first\n", "subjects: [", "F4", "F44"),
    Planted(ORGANISATION, "- id: office", "business_day_minutes: 540",
        "business_day_minutes: 0", "wrong-value"),
    Planted(ORGANISATION, "- id: nights", "business_day_minutes: 480",
        "business_day_minutes: -480", "wrong-value"),
    slip(ORGANISATION, "- id: ho-logistics", "hours: ", "office", "offce"),
    slip(ORGANISATION, "- id: ws-picking", "hours: ", "warehouse", "warehous"),
    Planted(ORGANISATION, "- id: NET\n", "rota: [{hours: support-daily, people: 2}, "
        "{hours: nights, people: 1}]", "rota: []", "wrong-value"),
    Planted(ORGANISATION, "- id: BIZ\n", "[software]", "[network]", "taken-twice"),
    slip(ORGANISATION, "{priority: 2, service_class: gold", "service_class: ", "silver",
        "silvr", "wrong-value"),
    Planted(ORGANISATION, "targets:", "restore_minutes: 45", "restore_minutes: soon",
        "wrong-type"),
    Planted(ORGANISATION, "card:", "many_people: 10", "many_people: ten", "wrong-type"),
    Planted(ORGANISATION, "card:", "serious_cost_per_hour: 10000",
        "serious_cost_per_hour: -10", "wrong-value"),
    slip(ORGANISATION, "{id: dov", "group: ", "ho-marketing", "ho-marketin"),
    slip(ORGANISATION, "{id: ruth", "group: ", "wn-office", "wn-offce"),
    slip(FAULTS, "- id: disk-full\n", "severity: ", "down", "dwon", "wrong-value"),
    slip(FAULTS, "- id: disk-full\n", "symptom: ", "picks-missing", "picks-mising"),
    slip(FAULTS, "- id: screen-flicker\n", "kinds: [", "screen", "scren"),
    slip(KNOWLEDGE, "- id: KE-03\n", "symptoms: [", "vpn-drops", "vpn-drop"),
    slip(KNOWLEDGE, "- id: KE-05\n", "kinds: [", "label-printer", "labelprinter"),
    slip(REQUESTS, "- id: RM-01\n", "hours: ", "support-daily", "support-dayly"),
    slip(REQUESTS, "{id: build", "by: ", "WP", "WPP"),
    slip(REQUESTS, "- id: RM-06\n", "symptoms: [", "licence-wanted", "license-wanted"),
    slip(MONITORING, "{id: balancer-test", "kinds: [", "load-balancer", "load-balancr"),
    slip(MONITORING, "{id: room-warm", "significance: ", "warning", "warnign", "wrong-value"),
    slip(SYMPTOMS, "{id: toner-wanted", "service: ", "WKP", "WKPP"),
    slip(SYMPTOMS, "{id: leaver", "category: ", "access", "acces", "wrong-value"),
    slip(SYMPTOMS, "{id: more-space", "form: ", "request", "requst", "wrong-value"),
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

ODD: tuple[Planted, ...] = (
    Planted(ORGANISATION, "house:", "time_box_minutes: [5, 10,", "time_box_minutes: [15, 10,",
        "upside-down-times"),
    Planted(SCENARIO, "", "role: analyst", "role: shift_lead", "no-effect"),
    Planted(SCENARIO, "", "modes: [guided, practice]", "modes: [guided, coached]", "no-effect"),
    Planted(SCENARIO, "", "modes: [guided, practice]", "modes: [practice]", "no-effect",
        at="  - id: what-is-it"),
    Planted(SCENARIO, "", "weights: {triage: 60, outcome: 20, conduct: 20}",
        "weights: {triage: 80, outcome: 0, conduct: 20}", "no-effect"),
    Planted(SCENARIO, "", "weights: {triage: 60, outcome: 20, conduct: 20}",
        "weights: {triage: 80, outcome: 20, conduct: 0}", "no-effect"),
    Planted(SCENARIO, "- id: F3\n", "significance: warning", "significance: informational",
        "odd-significance", at='hurts_at: "09:52"'),
    Planted(SCENARIO, "- id: F4\n", "people: 3", "people: 5000", "too-many-people"),
    Planted(SCENARIO, "- id: F8\n", "people: 14", "people: 900", "too-many-people"),
    Planted(SCENARIO, "- id: F12b\n", "people: 96", "people: 2000", "too-many-people"),
    Planted(SCENARIO, "", 'options: ["09:30", "10:30", "12:00"]',
        'options: ["09:30", "10:30", "09:30"]', "same-option"),
    Planted(SCENARIO, "constants:", "approval: {kind: uniform, minutes: 23, to_minutes: 27}",
        "approval: {kind: fixed, minutes: 0}", "takes-no-time"),
    Planted(SCENARIO, "constants:", "look: {kind: uniform, minutes: 10, to_minutes: 20}",
        "look: {kind: fixed, minutes: 0}", "takes-no-time"),
    Planted(SCENARIO, "constants:", "pick_up: {kind: uniform, minutes: 5, to_minutes: 7}",
        "pick_up: {kind: fixed, minutes: 0}", "takes-no-time"),
    Planted(SCENARIO, "constants:", "weight_silver: 2", "weight_silver: 4", "upside-down"),
    Planted(SCENARIO, "constants:", "weight_bronze: 1", "weight_bronze: 3", "upside-down"),
    Planted(ORGANISATION, "- id: office", "business_day_minutes: 540",
        "business_day_minutes: 700", "odd-business-day"),
    Planted(ORGANISATION, "- id: contact-centre", "business_day_minutes: 900",
        "business_day_minutes: 1440", "odd-business-day"),
    Planted(ORGANISATION, "- id: office", '- "2026-04-06"', '- "2026-04-03"', "same-holiday"),
    Planted(ORGANISATION, "- id: support-weekdays", '- "2026-12-28"', '- "2026-12-25"',
        "same-holiday"),
    Planted(ORGANISATION, "- id: nights", 'opens: "22:00"', 'opens: "05:00"', "opens-twice"),
    Planted(ORGANISATION, "- {id: WS, name: Warehouse south}", "Warehouse south",
        "Warehouse north", "same-name"),
    Planted(ORGANISATION, "- id: ho-finance", "[FIN, ", "[FAX, ", "retired-in-use"),
    Planted(ORGANISATION, "- id: ho-hr", "services: [MAIL, WKP]", "services: []",
        "uses-nothing"),
    Planted(ORGANISATION, "- id: ho-ecommerce", "E-commerce", "Buying", "same-name"),
    Planted(ORGANISATION, "- id: APP\n", "Mobile app", "Web shop", "same-name"),
    Planted(ORGANISATION, "- id: COM\n", "Commerce applications", "Databases", "same-name"),
    Planted(ORGANISATION, "{id: dov", "Dov Lindgarth", "Hettie Marlowe", "same-name"),
    Planted(ORGANISATION, "{priority: 1, service_class: gold", "response_minutes: 10",
        "response_minutes: 50", "upside-down"),
    Planted(ORGANISATION, "{priority: 2, service_class: gold", "restore_minutes: 60",
        "restore_minutes: 30", "upside-down"),
    Planted(ORGANISATION, "{priority: 3, service_class: silver", "response_minutes: 30",
        "response_minutes: 10", "upside-down"),
    Planted(ORGANISATION, "{priority: 4, service_class: bronze", "restore_minutes: 2880",
        "restore_minutes: 300", "upside-down"),
    Planted(FAULTS, "- id: disk-full\n", "repair: {kind: uniform, minutes: 13, to_minutes: 15}",
        "repair: {kind: fixed, minutes: 0}", "takes-no-time"),
    Planted(FAULTS, "- id: power-supply\n", "recurs: {kind: weibull, minutes: 43200, "
        "shape_percent: 150}", "recurs: {kind: fixed, minutes: 0}", "takes-no-time"),
    Planted(FAULTS, "- id: disk-full\n", "Volume full, log rotation stuck",
        "Power supply of a weak series", "same-name"),
    Planted(KNOWLEDGE, "- id: KE-03\n", "restores_percent: 100", "restores_percent: 0",
        "helps-nothing"),
    Planted(KNOWLEDGE, "- id: KE-05\n", "restores_percent: 100", "restores_percent: 0",
        "helps-nothing"),
    Planted(REQUESTS, "- id: RM-03\n", "name: Send it from stock, kind: fulfil",
        "name: Send it from stock, kind: verify", "fulfils-nothing"),
    Planted(REQUESTS, "- id: RM-07\n", "name: Install from the catalogue, kind: fulfil",
        "name: Install from the catalogue, kind: verify", "fulfils-nothing"),
    Planted(MONITORING, "{id: room-warm", "interval_seconds: 600", "interval_seconds: 90000",
        "late-alert"),
    Planted(MONITORING, "{id: disk-failed", "interval_seconds: 30", "interval_seconds: 100000",
        "late-alert"),
    Planted(SYMPTOMS, "{id: laptop-request", "name: a laptop", "name: a mouse", "same-name"),
    Planted(SYMPTOMS, "{id: toner-wanted", "name: toner", "name: a mobile phone", "same-name"),
)  # fmt: skip
"""What is odd and can be played: each is planted by itself, and draws a warning and no problem."""
