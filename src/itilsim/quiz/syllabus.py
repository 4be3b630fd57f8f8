"""The areas of each edition's syllabus, and the stages or activities in which work lies.

The one idea: an item speaks of its place in these words only, so that results can be added up by
area and by stage.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from itilsim.quiz.editions import Edition

WHOLE = "general"
"""The stage of what belongs to no single stage or activity."""

STAGES: Mapping[Edition, tuple[str, ...]] = {
    "2011": (WHOLE, "strategy", "design", "transition", "operation", "improvement"),
    "4": (
        WHOLE,
        "plan",
        "improve",
        "engage",
        "design-and-transition",
        "obtain-build",
        "deliver-and-support",
    ),
    "5": (
        WHOLE,
        "discover",
        "design",
        "acquire",
        "build",
        "transition",
        "operate",
        "deliver",
        "support",
    ),
}
"""Lifecycle stages of 2011; activities of the value chain of 4 and of the lifecycle of 5."""

AREAS: Mapping[Edition, Mapping[str, str]] = {
    "2011": {
        "1": "Service management as a practice",
        "2": "The service lifecycle",
        "3": "Generic concepts and definitions",
        "4": "Key principles and models",
        "5": "Processes",
        "6": "Functions",
        "7": "Roles",
        "8": "Technology and architecture",
        "9": "Competence and training",
    },
    "4": {
        "1": "Key concepts of service management",
        "2": "Guiding principles",
        "3": "The four dimensions",
        "4": "The service value system",
        "5": "The service value chain",
        "6": "Purposes and terms of practices",
        "7": "Seven practices in detail",
    },
    "5": {
        "1": "Key terms",
        "2": "The four dimensions",
        "3": "The product and service lifecycle",
        "4": "The ITIL value system",
        "5": "Value streams",
        "6": "Artificial intelligence",
        "7": "Other frameworks",
    },
}
"""The areas of each edition's syllabus, by number, with titles in our own words. A criterion is an
area, or area and number like `7.1`. Source: the candidate syllabi of the three exams."""


TOPICS: Mapping[str, str] = {
    "service-management": "Service management",
    "services": "Services and service types",
    "value": "Value and how it is created",
    "utility-and-warranty": "Utility and warranty",
    "stakeholders": "Customers, users and other stakeholders",
    "service-provider-types": "Types of service provider",
    "assets": "Assets, resources and capabilities",
    "governance": "Governance",
    "risk": "Risk",
    "processes": "Processes, functions and roles",
    "roles": "Roles",
    "raci": "RACI",
    "lifecycle": "The service lifecycle",
    "service-strategy": "Service strategy",
    "service-design": "Service design",
    "service-transition": "Service transition",
    "service-operation": "Service operation",
    "continual-service-improvement": "Continual service improvement",
    "stage-handovers": "What each stage hands to the next",
    "four-ps": "The four Ps",
    "design-aspects": "The five aspects of design",
    "service-v-model": "The service V-model",
    "csi-approach": "The CSI approach",
    "deming-cycle": "The Deming cycle",
    "measurement": "Measurement and metrics",
    "balances": "Balances in service operation",
    "communication": "Communication in service operation",
    "strategy-management": "Strategy management for IT services",
    "service-portfolio-management": "Service portfolio management",
    "financial-management": "Financial management",
    "demand-management": "Demand management",
    "business-relationship-management": "Business relationship management",
    "design-coordination": "Design coordination",
    "service-catalogue-management": "Service catalogue management",
    "service-level-management": "Service level management",
    "availability-management": "Availability management",
    "capacity-management": "Capacity management",
    "continuity-management": "Service continuity management",
    "information-security-management": "Information security management",
    "supplier-management": "Supplier management",
    "transition-planning-and-support": "Transition planning and support",
    "change-management": "Change management and enablement",
    "configuration-management": "Assets and configuration",
    "release-and-deployment-management": "Release and deployment",
    "validation-and-testing": "Service validation and testing",
    "change-evaluation": "Change evaluation",
    "knowledge-management": "Knowledge management",
    "event-management": "Monitoring and event management",
    "incident-management": "Incident management",
    "request-fulfilment": "Service requests",
    "problem-management": "Problem management",
    "access-management": "Access management",
    "seven-step-improvement": "The seven-step improvement process",
    "service-desk": "Service desk",
    "technical-management": "Technical management",
    "it-operations-management": "IT operations management",
    "application-management": "Application management",
    "service-automation": "Service automation",
    "service-relationships": "Service relationships",
    "service-offerings": "Service offerings",
    "guiding-principles": "Guiding principles",
    "four-dimensions": "The four dimensions",
    "value-system": "The value system",
    "value-chain": "The value chain and its activities",
    "relationship-management": "Relationship management",
    "continual-improvement": "Continual improvement",
    "management-practices": "Management practices",
    "digital-products": "Digital products",
    "reliability-engineering": "Reliability, observability and delivery",
    "value-streams": "Value streams",
    "artificial-intelligence": "Artificial intelligence",
    "other-frameworks": "DevOps and PRINCE2",
}
"""What items are about, with titles: the concepts that a learner knows or does not. One list for
all editions, so that a mistake in a shift finds its questions in each; the name is 2011's where
editions name the same thing differently."""


def area_of(edition: Edition, criterion: str) -> str:
    """Return the number of the area of a criterion like `7.1`; empty if there is none such."""
    parts = re.fullmatch(r"([1-9])(\.[1-9][0-9]*)?", criterion)
    return parts[1] if parts is not None and parts[1] in AREAS[edition] else ""
