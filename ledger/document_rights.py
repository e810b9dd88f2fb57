"""Who may do what with a document (办文): the cells of ``ledger.permissions``, and which steps fit where it stands."""

from __future__ import annotations

from ledger.document_entries import DocumentKind
from ledger.documents import Document, DocumentStage
from ledger.people import Assignee, Person, PersonId, Role, Roster
from ledger.permissions import in_field, scopes
from ledger.refusals import NotAllowed
from ledger.scopes import Scope
from ledger.transitions import Act

_REGISTERED, _HANDLED, _SUBMITTED = DocumentStage.REGISTERED, DocumentStage.HANDLED, DocumentStage.SUBMITTED
_SIGNED_OFF = DocumentStage.SIGNED_OFF
_WITH_HANDLER = frozenset({_REGISTERED, _HANDLED})
_OPEN = _WITH_HANDLER | {_SUBMITTED, _SIGNED_OFF}

DOCUMENT_STEPS: dict[Act, frozenset[DocumentStage]] = {
    Act.SIGN_DOCUMENT: _OPEN,
    Act.HAND_DOCUMENT: _WITH_HANDLER | {_SIGNED_OFF},
    Act.RETURN_DOCUMENT: _OPEN,
    Act.SUBMIT_DOCUMENT: _WITH_HANDLER,
    Act.SIGN_OFF_DOCUMENT: _WITH_HANDLER | {_SUBMITTED},
    Act.FINISH_DOCUMENT: _WITH_HANDLER | {_SIGNED_OFF},
    Act.WITHDRAW_DOCUMENT: _OPEN,
}
"""Which step fits which stage; ``fits_document`` says what else must be so."""

_STANDING_IN = frozenset(
    {Act.SEE_DOCUMENT, Act.SIGN_DOCUMENT, Act.RETURN_DOCUMENT, Act.SUBMIT_DOCUMENT, Act.FINISH_DOCUMENT}
)
"""What whoever stands in (代办) may do on the documents of somebody on leave; handing over is left to the head."""
_WITH_WHOM_IT_IS = frozenset({Act.SIGN_DOCUMENT, Act.RETURN_DOCUMENT})
_AT_THE_LEADERS = frozenset({_SUBMITTED, _SIGNED_OFF})


def fits_document(act: Act, document: Document) -> bool:
    """Tell whether the step is possible where the document stands."""
    if act is Act.SIGN_DOCUMENT:
        return document.to_sign is not None
    if act is Act.FINISH_DOCUMENT and needs_signing(document):
        return False
    return document.stage in DOCUMENT_STEPS[act]


def needs_signing(document: Document) -> bool:
    """Tell whether it can only be finished once it is signed off: what came in need not be."""
    signed = document.kind is not DocumentKind.INCOMING or document.submitted_at is not None
    return signed and document.is_unsigned


def may_on_document(roster: Roster, person: Person, act: Act, document: Document) -> bool:
    """Tell whether the person may do the act on the document."""
    reach = scopes(person, act)
    if any(_reaches(roster, scope, person, act, document) for scope in reach):
        return True
    covered = roster.covered_by(person.id) if act in _STANDING_IN and reach else ()
    return any(_holds(absent, _concerned(act, document)) for absent in covered)


def authorise_document(roster: Roster, person: Person, act: Act, document: Document) -> None:
    """Refuse (``NotAllowed``) unless the table lets the person do the act on the document."""
    if not may_on_document(roster, person, act, document):
        raise NotAllowed(act, document.number)


def may_register(roster: Roster, person: Person, handler: Assignee) -> bool:
    """Tell whether the person may make that one the first handler."""
    reach = scopes(person, Act.REGISTER_DOCUMENT)
    return Scope.ANY in reach or (Scope.OFFICE in reach and _in_office(roster, person, handler))


def signs_for(roster: Roster, person: Person, document: Document) -> Assignee:
    """Return for whom the person signs: for the next handler, unless only the one before can be meant."""
    if document.offered is None:
        return document.handler
    takes_back = _holds(person, (document.handler,)) and not _in_office(roster, person, document.offered)
    return document.handler if takes_back and not _holds(person, (document.offered,)) else document.offered


def handles(roster: Roster, person: Person, document: Document) -> bool:
    """Tell whether the document is the person's, also in somebody's place: such a one never signs it off."""
    return any(_holds(one, document.holders) for one in (person, *roster.covered_by(person.id)))


def _reaches(roster: Roster, scope: Scope, person: Person, act: Act, document: Document) -> bool:
    concerned = _concerned(act, document)
    match scope:
        case Scope.ANY | Scope.NOT_OWN:
            # That whoever handles it does not sign it off is refused by the act itself, with its own reason.
            return True
        case Scope.OWN:
            return _holds(person, concerned)
        case Scope.OFFICE:
            return _holds(person, concerned) or any(_in_office(roster, person, one) for one in concerned)
        case Scope.GIVEN:
            return _given(roster, person, document)
        case Scope.FIELD:
            return _in_leaders_field(roster, person, act, document)
        case _:
            return False


def _concerned(act: Act, document: Document) -> tuple[Assignee, ...]:
    """Return whose act it is: to sign and to return, of whoever has the paper on the way; to see it, of all."""
    if act is Act.SEE_DOCUMENT:
        return (*document.handlers, *document.holders)
    if act in _WITH_WHOM_IT_IS and document.offered is not None:
        return document.holders if act is Act.SIGN_DOCUMENT else (document.offered,)
    if act is Act.RETURN_DOCUMENT and document.stage in _AT_THE_LEADERS:
        return ()
    return (document.handler,)


def _holds(person: Person, assignees: tuple[Assignee, ...]) -> bool:
    """Tell whether one of these is the person, or exactly the person's unit."""
    return any(one.person == person.id if one.person is not None else one.unit == person.unit for one in assignees)


def _in_office(roster: Roster, person: Person, target: Assignee) -> bool:
    """Tell whether the target is, or belongs to, the person's own unit."""
    return person.unit is not None and roster.within(roster.unit_of(target), person.unit)


def _in_leaders_field(roster: Roster, person: Person, act: Act, document: Document) -> bool:
    """Tell whether it lies in the field, is the leader's own doing, or was laid before that leader.

    Only what was laid before a leader goes back.
    """
    if act is Act.RETURN_DOCUMENT and document.stage not in _AT_THE_LEADERS:
        return _holds(person, _concerned(act, document))
    if person.id in {document.submitted_to, document.registered_by}:
        return True
    return any(in_field(roster, person, one) for one in document.holders)


def _given(roster: Roster, person: Person, document: Document) -> bool:
    """Heads reach what their office registered; coordinators what they registered, or what lies in their field."""
    by: PersonId | None = document.registered_by
    if by == person.id:
        return True
    if person.has(Role.COORDINATOR) and any(in_field(roster, person, one) for one in document.holders):
        return True
    return person.has(Role.HEAD) and by is not None and _in_office(roster, person, Assignee(person=by))
