"""Every message by its code: the tables of all rooms joined."""

from cds_desktop.messages.answers import ANSWERS
from cds_desktop.messages.bundles import BUNDLES
from cds_desktop.messages.catalogue import CATALOGUE
from cds_desktop.messages.declared_rules import DECLARED_RULES
from cds_desktop.messages.documents import DOCUMENTS, WINDOW
from cds_desktop.messages.exchange import EXCHANGE
from cds_desktop.messages.files import FILES
from cds_desktop.messages.forms import FORMS
from cds_desktop.messages.maintenance import MAINTENANCE
from cds_desktop.messages.message import Message
from cds_desktop.messages.office import OFFICE
from cds_desktop.messages.reports import REPORTS, SETTINGS
from cds_desktop.messages.sheets import SHEETS
from cds_desktop.messages.store import STORE
from cds_desktop.messages.workspace import WORKSPACE

MESSAGES: dict[str, Message] = (
    FILES
    | REPORTS
    | SETTINGS
    | WORKSPACE
    | FORMS
    | BUNDLES
    | STORE
    | ANSWERS
    | OFFICE
    | CATALOGUE
    | DECLARED_RULES
    | SHEETS
    | MAINTENANCE
    | EXCHANGE
    | DOCUMENTS
    | WINDOW
)
